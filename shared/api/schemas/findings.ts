/** What the API shows of findings and suppressions, and what it takes. */
import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../policies/policy.ts';
import { SEVERITIES } from '../../severity.ts';
import { FINDING_STATUSES, TRANSITION_REASONS } from '../../scan/model.ts';
import { accountId, accountIdText, jobId, time } from './jobs.ts';
import { remediationSchema } from './policies.ts';
import { resourceUid } from './resources.ts';
import { shownText } from './texts.ts';

const hiddenBy = z
  .object({ suppression_id: z.string(), reason: z.string(), author: z.string(), until: time.optional() })
  .readonly()
  .openapi({ description: 'What hides it, while it is suppressed.' });

export const findingSchema = z
  .object({
    finding_id: z.string().openapi({
      description: 'Policy and resource.',
      example: 'aws.s3.bucket-versioning-enabled#aws:123456789012|AWS::S3::Bucket|eu-west-1|logs',
    }),
    account_id: accountId,
    policy_id: z.string(),
    resource_uid: resourceUid,
    resource_id: z.string(),
    resource_name: z.string().nullable(),
    type: z.string(),
    region: z.string(),
    title: z.string(),
    severity: z.enum(SEVERITIES),
    status: z.enum(FINDING_STATUSES),
    verdict: z.enum(VERDICTS).openapi({ description: 'Of the newest scan. `unknown` changes no status.' }),
    reason: z.string().optional().openapi({ description: 'Why the verdict is `unknown`.' }),
    first_seen_at: time,
    opened_at: time.openapi({ description: 'When it was last opened.' }),
    resolved_at: time.optional(),
    suppression: hiddenBy.optional(),
    evaluated_at: time.openapi({ description: 'The scan that wrote it last; one that changes nothing writes nothing.' }),
  })
  .openapi('Finding');

export const findingDetailSchema = findingSchema
  .extend({
    history: z
      .array(
        z
          .object({
            at: time,
            status: z.enum(FINDING_STATUSES),
            reason: z.enum(TRANSITION_REASONS),
            job_id: jobId.optional().openapi({ description: 'The scan that saw it.' }),
            author: z.string().optional(),
          })
          .readonly(),
      )
      .readonly()
      .openapi({ description: 'Oldest first; at most 50 transitions are kept.' }),
    policy: z
      .object({ description: z.string(), remediation: remediationSchema, references: z.array(z.string()).readonly() })
      .readonly()
      .optional()
      .openapi({ description: 'Absent where the policy has been removed. Its command names this resource.' }),
  })
  .openapi('FindingDetail');

const reason = shownText(1000).openapi({ description: 'Why this may be as it is.', example: 'Public website, reviewed by security' });
const author = shownText(200)
  .optional()
  .openapi({ description: 'Who decided it; by default the identity that signed the request, `unknown` where none does.' });
const until = z
  .string()
  .max(40)
  .optional()
  .openapi({ format: 'date-time', description: 'From then on it hides nothing.', example: '2027-06-30T00:00:00Z' });

export const suppressSchema = z.strictObject({ reason, author, until }).openapi('Suppress');
export const unsuppressSchema = z.strictObject({ author }).openapi('Unsuppress');

export const suppressionSchema = z
  .object({
    suppression_id: z.string(),
    scope: z
      .object({
        finding_id: z.string().optional(),
        policy_id: z.string().optional(),
        account_id: accountId.optional(),
        resource: z.string().optional(),
        tag: z.string().optional(),
      })
      .readonly()
      .openapi({ description: 'One finding, or all that every named member of a rule matches.' }),
    reason: z.string(),
    author: z.string(),
    created_at: time,
    until: time.optional(),
  })
  .openapi('Suppression');

export const newSuppressionSchema = z
  .strictObject({
    scope: z
      .strictObject({
        policy_id: z.string().max(200).optional().openapi({ example: 'aws.s3.bucket-versioning-enabled' }),
        account_id: accountIdText.optional(),
        resource: shownText(1024).optional().openapi({
          description: "Glob over the resource's id, name or native id: `*` is any text, `?` one character.",
          example: 'website-*',
        }),
        tag: shownText(1024).optional().openapi({ description: '`key` or `key=value`.', example: 'public=yes' }),
      })
      .openapi({ description: 'What all it takes for a finding to be hidden: at least one.', minProperties: 1 }),
    reason,
    author,
    until,
  })
  .openapi('NewSuppression');
