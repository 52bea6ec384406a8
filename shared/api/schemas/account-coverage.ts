/** Schema of the coverage of an account, summed up by service. */
import { z } from '@hono/zod-openapi';
import { CELL_OUTCOMES } from '../../inventory/service-coverage.ts';
import { accountStatus } from './accounts.ts';
import { accountId, count, sliceErrorSchema, taskErrorSchema, time } from './jobs.ts';

const serviceCoverageSchema = z
  .object({
    service: z.string().openapi({ example: 'aws.s3' }),
    slices: z.partialRecord(z.enum(CELL_OUTCOMES), count).readonly().openapi({
      description:
        'How many slices of the service ended how. `search_only`: a search alone told of them, and does not tell what it leaves out. `being_read`: their first inventory has not ended.',
    }),
    resources: count,
    at: time.optional().openapi({ description: 'When the newest inventory of the slices began: the oldest of their times.' }),
    complete_at: time
      .optional()
      .openapi({ description: 'When every slice was last seen whole: the oldest of their times; absent if one never was.' }),
    missing_permissions: z.array(z.string()).readonly().optional(),
  })
  .readonly();

export const accountCoverageSchema = z
  .object({
    account_id: accountId,
    name: z.string(),
    enabled: z.boolean(),
    status: accountStatus,
    failed: z
      .object({
        outcome: z.enum(['denied', 'failed']),
        at: time.optional(),
        error: z.union([sliceErrorSchema, taskErrorSchema]).optional(),
      })
      .readonly()
      .optional()
      .openapi({
        description: 'Why the newest inventory read nothing; absent unless it failed. The services tell what earlier ones have read.',
      }),
    services: z.array(serviceCoverageSchema).readonly(),
    not_read: z.object({ types: count, resources: count, why_not_all: z.string().optional() }).readonly().optional().openapi({
      description: "Types of which Muster has no definition, as the cloud's own index counts them; absent if they were not counted.",
    }),
  })
  .openapi('AccountCoverage');
