/** Schemas of the graph: resources and the relationships between them. */
import { z } from '@hono/zod-openapi';
import { count } from './jobs.ts';
import { resourceSchema } from './resources.ts';

const { id, account_id, type, kind, region, name } = resourceSchema.shape;

export const nodeSchema = z.object({ id, account_id, type, kind, region, name }).openapi('RelatedResource');

export const namedSchema = z
  .object({
    resources: z.array(nodeSchema).readonly(),
    whole: z.boolean().openapi({ description: 'False: more resources have the name than are looked at, so that some may be missing.' }),
  })
  .openapi('NamedResources');

export const edgeSchema = z
  .object({
    source: id.openapi({ description: 'The `id` of the resource that has the relationship.' }),
    relation: z.string().openapi({ description: 'The kind of the relationship.', example: 'encrypted_by' }),
    target_type: z.string().openapi({ description: 'The type of the target as the source names it; that of an alias, if it names one.' }),
    target_id: z.string().openapi({ description: 'The target as the source names it: an id, an ARN, a name or an alias.' }),
    target: z.string().nullable().openapi({
      description:
        'The `id` of the stored resource that is meant. Null: none is stored, or several bear the name equally well; it may be in an account that is not read, newer than the inventory, or not be there at all.',
    }),
  })
  .openapi('Relationship');

const cut = z
  .string()
  .nullable()
  .openapi({ description: 'Null: this is everything. Else a sentence that says why the search ended early, and what to do.' });

const unread = z
  .array(z.object({ id, fields: z.array(z.string()).readonly() }).readonly())
  .readonly()
  .openapi({ description: 'Resources that may have further relationships, because these fields of them could not be read.' });

export const relatedSchema = z
  .object({
    resources: z
      .array(
        nodeSchema
          .extend({ distance: count.openapi({ description: 'The relationships between it and the resource; 0: itself.' }) })
          .readonly(),
      )
      .readonly(),
    relationships: z.array(edgeSchema).readonly(),
    unread,
    cut,
  })
  .openapi('Related');

export const pathSchema = z
  .object({
    found: z
      .boolean()
      .openapi({ description: 'Whether there is a path. If not, `cut` and `unread` tell whether there may be one that was not found.' }),
    from: nodeSchema,
    steps: z
      .array(
        z
          .object({
            relation: edgeSchema.shape.relation,
            direction: z.enum(['uses', 'used_by']).openapi({
              description:
                '`uses`: the resource before has the relationship with this one. `used_by`: this one has it with the resource before.',
            }),
            resource: nodeSchema,
          })
          .readonly(),
      )
      .readonly(),
    unread: unread.openapi({
      description:
        'Resources that the search came to and that may have further relationships, because these fields of them could not be read: there may be a path, or a shorter one.',
    }),
    cut,
  })
  .openapi('Path');
