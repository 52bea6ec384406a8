/** Schemas of customers, of what they own, of registered resources and their types. */
import { z } from '@hono/zod-openapi';
import { isPlainText, NOT_PLAIN } from '../../control-characters.ts';
import { emailKey, MAX_EMAIL } from '../../customers/email.ts';
import type { CustomerId } from '../../ids.ts';
import { MAX_BYTES, MAX_DEPTH, MAX_RELATIONSHIPS, MAX_TAGS } from '../../registered/body.ts';
import { REGISTERED_TYPE_PATTERN } from '../../clouds/registered-type.ts';
import { accountId, time } from './jobs.ts';
import { resourceSchema, resourceUid } from './resources.ts';
import { plainText } from './texts.ts';

export const customerId = z
  .custom<CustomerId>((value) => typeof value === 'string')
  .openapi({ type: 'string', pattern: '^cus_[A-Za-z0-9_-]{22}$', example: 'cus_Zk3J1u0vQ2mN8r5tY7wXpA' });

export const customerIdText = z
  .string()
  .min(1)
  .max(200)
  .openapi({ pattern: '^cus_[A-Za-z0-9_-]{22}$', example: 'cus_Zk3J1u0vQ2mN8r5tY7wXpA' });

const email = z
  .string()
  .max(MAX_EMAIL)
  .refine((text) => emailKey(text) !== undefined, 'Not an e-mail address; write one such as it@northwind.example')
  .openapi({ format: 'email', example: 'it@northwind.example' });

export const customerSchema = z
  .object({
    customer_id: customerId,
    name: z.string(),
    email: z.string().openapi({ description: 'Unique among customers, whatever its case.' }),
    created_at: time,
    updated_at: time,
    version: z.number().int().openapi({ description: 'The number of changes. The header ETag has it in quotes.' }),
  })
  .openapi('Customer');

export const newCustomerSchema = z.strictObject({ name: plainText(200), email }).openapi('NewCustomer');

export const customerChangeSchema = z
  .strictObject({ name: plainText(200).optional(), email: email.optional() })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one of name, email')
  .openapi('CustomerChange');

export const ownedSchema = z
  .object({
    id: resourceSchema.shape.id,
    resource_uid: resourceUid,
    account_id: accountId,
    type: z.string(),
    kind: resourceSchema.shape.kind.optional().openapi({ description: 'Absent if the row of a deleted resource has expired.' }),
    name: z.string().nullable(),
    region: z.string().optional(),
    owned_through: z
      .enum(['account', 'resource'])
      .openapi({ description: '`account`: the customer owns its whole account. `resource`: it is assigned singly.' }),
    assigned_at: time.optional().openapi({ description: 'When it was assigned singly.' }),
    state: z.enum(['in_use', 'deleted']).openapi({ description: 'An assignment outlives the deletion of its resource.' }),
    deleted_at: time.optional(),
  })
  .openapi('OwnedResource');

export const removedCustomerSchema = z.object({ customer_id: customerId, removed: z.boolean() });

export const assignmentSchema = z
  .object({
    customer_id: customerId,
    resource_id: z.string().optional().openapi({ description: 'The resource, if a single one is assigned.' }),
    resource_uid: z.string().optional(),
    account_id: accountId,
    assigned_at: time,
    assigned_by: z.string().openapi({ description: 'Who assigned it.' }),
  })
  .openapi('Assignment');

const transfer = z.boolean().optional().openapi({ description: 'True: takes it from the customer who owns it.' });

export const accountAssignmentSchema = z.strictObject({ transfer }).openapi('AccountAssignment');

const newAssignmentSchema = z.strictObject({
  customer_id: customerIdText,
  resource_id: z
    .string()
    .min(1)
    .max(4096)
    .openapi({ description: 'The `id` or the `resource_uid` of a resource, percent-encoded or not.' }),
  transfer,
});

const typeName = z.string().max(100).openapi({ pattern: REGISTERED_TYPE_PATTERN, example: 'Registered::VirtualMachine' });

/** Zod would lose members that are named like those of every object, so the value is checked and not copied. */
const jsonObject = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'Not an object; write {…}',
  )
  .openapi({ type: 'object', additionalProperties: true });

const MAX_KEY = 128;
const MAX_VALUE = 256;

const tagsProblem = (tags: Readonly<Record<string, unknown>>): string | undefined => {
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS) return `Has ${entries.length} tags; at most ${MAX_TAGS} are allowed`;
  if (entries.some(([, value]) => typeof value !== 'string')) return 'Has a tag whose value is no text; write "key": "value"';
  if (entries.some(([key, value]) => key === '' || key.length > MAX_KEY || String(value).length > MAX_VALUE))
    return `Has a tag that is too long or has no key; a key has 1 to ${MAX_KEY} characters, and a value at most ${MAX_VALUE}`;
  if (entries.some((entry) => !entry.every((text) => isPlainText(String(text))))) return `Has a tag with ${NOT_PLAIN}`;
  return undefined;
};

const tags = jsonObject
  .superRefine((value, context) => {
    const message = tagsProblem(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  // Checked above: every value is a text.
  .transform((value) => value as Readonly<Record<string, string>>)
  .openapi({ type: 'object', additionalProperties: { type: 'string' }, example: { team: 'payments' } });

const relationships = z
  .array(z.strictObject({ relation: plainText(100), type: plainText(200), id: plainText(1000) }).readonly())
  .max(MAX_RELATIONSHIPS)
  .readonly()
  .openapi({ description: 'The resources that it names: `{"relation": "runs_on", "type": "Registered::Rack", "id": "rack-7"}`.' });

const config = jsonObject.openapi({
  description: `What there is to say of it; at most ${MAX_DEPTH} levels deep. The schema of the type checks it, if one is registered.`,
});
const region = plainText(100).openapi({ description: 'Where it is, in your own words; `global` without it.' });

const newResourceSchema = z.strictObject({
  customer_id: customerIdText.optional().openapi({ description: 'The customer who gets it.' }),
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
      'Is no id; write 1 to 128 letters, digits, dots, hyphens and underscores, with a letter or digit first',
    )
    .optional()
    .openapi({
      description:
        'The last part of the resource’s id; an id that is taken is answered with 409. Without it, one is made up. Only administrators of everything give one.',
    }),
  type: typeName,
  name: plainText(256),
  region: region.optional(),
  tags: tags.optional(),
  config: config.optional(),
  relationships: relationships.optional(),
});

/** A body that names a resource assigns it, any other registers one. A union would tell people of both when one is wrong. */
export const resourceRequestSchema = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'Not an object; write {…}',
  )
  .openapi('ResourceRequest', {
    type: 'object',
    description: `Either an assignment, \`{customer_id, resource_id, transfer?}\`, or a registration, \`{type, name, id?, customer_id?, region?, tags?, config?, relationships?}\` of at most ${MAX_BYTES / 1024} KiB.`,
    properties: {
      customer_id: { type: 'string' },
      resource_id: { type: 'string' },
      transfer: { type: 'boolean' },
      type: { type: 'string', pattern: REGISTERED_TYPE_PATTERN },
      id: { type: 'string' },
      name: { type: 'string', minLength: 1, maxLength: 256 },
      region: { type: 'string' },
      tags: { type: 'object', additionalProperties: { type: 'string' } },
      config: { type: 'object' },
      relationships: { type: 'array', items: { type: 'object' } },
    },
    additionalProperties: false,
  });

export const RESOURCE_REQUESTS = { assignment: newAssignmentSchema, registration: newResourceSchema } as const;

export const resourceChangeSchema = z
  .strictObject({
    name: plainText(256).optional(),
    region: region.optional(),
    tags: tags.optional(),
    config: config.optional(),
    relationships: relationships.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one of name, region, tags, config, relationships')
  .openapi('ResourceChange');

export const registeredTypeParams = z.object({ type: typeName });

export const registeredTypeSchema = z
  .object({
    type: z.string(),
    schema: z.record(z.string(), z.unknown()).readonly(),
    version: z.number().int().openapi({ description: 'The number of changes of the schema.' }),
    updated_at: time,
  })
  .openapi('RegisteredType');

export const newRegisteredTypeSchema = z
  .strictObject({
    schema: jsonObject.openapi({
      description: 'A JSON Schema (2020-12) of the `config`; it refers to nothing outside of itself, and not to itself.',
    }),
  })
  .openapi('NewRegisteredType');
