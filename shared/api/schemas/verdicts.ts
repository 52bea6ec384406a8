/** Schema of the verdicts of one policy on the resources of one account. */
import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../policies/policy.ts';
import { FINDING_STATUSES } from '../../scan/model.ts';
import { time } from './jobs.ts';
import { resourceUid } from './resources.ts';

export const verdictSchema = z
  .object({
    id: z.string().openapi({ description: 'The id of the resource as people type it.' }),
    resource_uid: resourceUid,
    resource_id: z.string(),
    resource_name: z.string().nullable(),
    native_id: z.string().nullable(),
    type: z.string(),
    region: z.string(),
    verdict: z.enum(VERDICTS),
    reason: z.string().optional().openapi({ description: 'Why the verdict is `unknown`.' }),
    permission: z
      .string()
      .optional()
      .openapi({ description: 'The permission that was missing for it, if that is the reason and it is known.' }),
    evidence: z.unknown().optional().openapi({ description: 'What failed, as in a finding.' }),
    observed_at: time.optional().openapi({ description: 'When the inventory observed the resource.' }),
    finding: z
      .object({ id: z.string(), finding_id: z.string(), status: z.enum(FINDING_STATUSES) })
      .readonly()
      .optional()
      .openapi({ description: 'The finding of a resource that fails; absent until a scan has stored it.' }),
  })
  .openapi('PolicyVerdict');
