/** Schemas of findings and suppressions. */
import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../policies/policy.ts';
import { SEVERITIES } from '../../severity.ts';
import { FINDING_STATUSES, TRANSITION_REASONS } from '../../scan/model.ts';
import { MAX_SELECTOR } from '../../connections/account-selector.ts';
import { accountId, accountIdText, jobId, SELECTED, time } from './jobs.ts';
import { remediationSchema } from './policies.ts';
import { resourceUid } from './resources.ts';
import { plainText, shownText } from './texts.ts';

const verified = z.string().openapi({
  description: 'The identity that signed the request, as API Gateway verified it; `unknown` if there was none.',
  example: 'arn:aws:iam::123456789012:user/ann',
});
const claimed = z.string().openapi({ description: 'Who decided it, as the author wrote it. Nobody verified it.' });

const hiddenBy = z
  .union([
    z
      .object({
        suppression_id: z.string(),
        reason: z.string(),
        author: verified,
        on_behalf_of: claimed.optional(),
        until: time.optional(),
      })
      .readonly(),
    z
      .object({ by: z.literal('operators') })
      .readonly()
      .openapi({ description: 'For a customer, a suppression that is not its own: it was made by the operators, who alone can end it.' }),
  ])
  .openapi({ description: 'The suppression that hides the finding; absent unless its status is `suppressed`.' });

const evidence = z.unknown().openapi({
  description:
    'What failed, as the `evidence` of the policy shows it: mostly a list of texts or objects. Lists are sets. At most 2 KB: longer lists end with a text that tells how many more there are. Secrets are redacted.',
  example: [{ protocol: 'tcp', ports: '22', sources: ['0.0.0.0/0'] }],
});

export const findingSchema = z
  .object({
    id: z.string().openapi({
      description: 'The id as people type it; no shell needs quotes for it.',
      example: 'aws.s3.bucket-versioning-enabled@aws:123456789012@AWS::S3::Bucket@eu-west-1@logs',
    }),
    finding_id: z.string().openapi({
      description: 'The stored id: the id of the policy, `#` and the uid of the resource. Exports have it too.',
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
    verdict: z.enum(VERDICTS).openapi({ description: 'The newest verdict. `unknown` does not change the status.' }),
    reason: z.string().optional().openapi({ description: 'Why the verdict is `unknown`.' }),
    evidence: evidence.optional(),
    first_seen_at: time,
    opened_at: time.openapi({ description: 'When the finding was last opened.' }),
    resolved_at: time.optional(),
    suppression: hiddenBy.optional(),
    native_id: z.string().nullable().optional().openapi({
      description:
        "With `include=resource`: the resource's id in the provider's own form (an ARN in AWS). Absent if the resource is not stored any more.",
    }),
    tags: z
      .record(z.string(), z.string())
      .readonly()
      .nullable()
      .optional()
      .openapi({ description: "With `include=resource`: the resource's tags; null if they could not be read." }),
    evaluated_at: time.openapi({
      description: 'The time of the scan that wrote the finding last. A scan writes a finding only if it changes.',
    }),
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
            job_id: jobId.optional().openapi({ description: 'The scan that changed the status; absent if a person did.' }),
            author: verified.optional(),
            on_behalf_of: claimed.optional(),
            evidence: evidence.optional(),
          })
          .readonly(),
      )
      .readonly()
      .openapi({ description: 'Oldest first; at most 50 transitions are kept.' }),
    policy: z
      .object({ description: z.string(), remediation: remediationSchema, references: z.array(z.string()).readonly() })
      .readonly()
      .optional()
      .openapi({ description: 'The policy, with a command for this resource. Absent if the policy was removed.' }),
  })
  .openapi('FindingDetail');

const reason = shownText(1000).openapi({ description: 'Why the finding is acceptable.', example: 'Public website, reviewed by security' });
const on_behalf_of = plainText(200)
  .optional()
  .openapi({ description: 'Who decided this, if it was not the identity that signs the request, which is stored as `author`.' });
const author = plainText(200).optional().openapi({ deprecated: true, description: 'The former name of `on_behalf_of`.' });
const until = z
  .string()
  .max(40)
  .optional()
  .openapi({ format: 'date-time', description: 'When the suppression ends; by default it does not end.', example: '2027-06-30T00:00:00Z' });

export const suppressSchema = z.strictObject({ reason, on_behalf_of, author, until }).openapi('Suppress');
export const unsuppressSchema = z.strictObject({ on_behalf_of, author }).openapi('Unsuppress');

export const suppressionSchema = z
  .object({
    suppression_id: z.string(),
    scope: z
      .object({
        finding_id: z.string().optional(),
        policy_id: z.string().optional(),
        account_id: accountId.optional(),
        accounts: z.array(z.string()).readonly().optional(),
        resource: z.string().optional(),
        tag: z.string().optional(),
      })
      .readonly()
      .openapi({ description: 'One finding, or a rule that covers the findings that match all of its members.' }),
    reason: z.string(),
    author: verified,
    on_behalf_of: claimed.optional(),
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
        accounts: z
          .array(shownText(MAX_SELECTOR))
          .readonly()
          .optional()
          .openapi({
            description: `${SELECTED} Each scan looks them up anew, so that accounts that come to match later are covered, too.`,
            example: ['unit:/Root/Sandbox/*'],
          }),
        resource: shownText(1024).optional().openapi({
          description: "A glob over the resource's id, name or native id: `*` is any text, `?` is one character.",
          example: 'website-*',
        }),
        tag: shownText(1024).optional().openapi({ description: '`key` or `key=value`.', example: 'public=yes' }),
      })
      .openapi({ description: 'A finding must match all members to be suppressed; give at least one.', minProperties: 1 }),
    reason,
    on_behalf_of,
    author,
    until,
  })
  .openapi('NewSuppression');
