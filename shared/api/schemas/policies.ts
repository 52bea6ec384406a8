/** Schemas of policies and frameworks. */
import { z } from '@hono/zod-openapi';
import { controlSchema } from '../../policies/framework.ts';
import { POLICY_ID } from '../../policies/policy.ts';
import { SEVERITIES } from '../../severity.ts';
import { accountId, count, jobId, time } from './jobs.ts';

/** A policy id in a request. The pattern is only documented; the handlers check it, with better messages. */
export const policyIdText = z.string().max(200).openapi({ pattern: POLICY_ID.source, example: 'aws.s3.bucket-versioning-enabled' });

export const remediationSchema = z
  .object({
    text: z.string(),
    console: z.array(z.string()).readonly().optional().openapi({ description: "Steps in the cloud's console." }),
    cli: z.string().optional().openapi({ description: 'A command that fixes the resource.' }),
  })
  .readonly();

export const ORIGINS = ['muster', 'user'] as const;

const accountIds = z.array(accountId).readonly();

const policyShape = {
  policy_id: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  resource_type: z.string(),
  frameworks: z
    .record(z.string(), z.array(z.string()).readonly())
    .readonly()
    .openapi({ description: 'The controls that the policy covers, by framework.' }),
  origin: z.enum(ORIGINS).openapi({ description: 'Whether the policy comes with Muster or from a user.' }),
};

export const policySummarySchema = z
  .object({
    ...policyShape,
    unknown: count.optional().openapi({
      description: 'How many resources the newest scans could not judge: no finding tells of them. Absent before the first scan.',
    }),
    counts: z.object({ pass: count, fail: count, unknown: count, not_applicable: count, suppressed: count }).readonly().optional().openapi({
      description: 'The verdicts of the newest scans; `fail` has those that are suppressed too. Absent before the first scan.',
    }),
  })
  .openapi('PolicySummary');

export const policyResultSchema = z
  .object({
    pass: count,
    fail: count.openapi({ description: 'Resources that fail, including those whose finding is suppressed.' }),
    unknown: count,
    not_applicable: count,
    suppressed: count.openapi({ description: 'How many of those that fail have a suppressed finding.' }),
    not_whole: count.optional().openapi({ description: 'How many accounts have an inventory of the type that is not whole.' }),
    not_whole_in: accountIds.optional().openapi({ description: 'Some of those accounts.' }),
    accounts: count.optional().openapi({ description: 'How many accounts the counts are of.' }),
    evaluated_at: time.openapi({ description: 'When the policy was evaluated; for all accounts, the time of the oldest result.' }),
    job_id: jobId,
    unknowns: z
      .array(z.object({ resource_uid: z.string(), reason: z.string(), permission: z.string().optional() }).readonly())
      .readonly()
      .openapi({ description: 'Some of the resources whose verdict is unknown, each with a different reason.' }),
  })
  .openapi('PolicyResult');

export const policySchema = z
  .object({
    ...policyShape,
    description: z.string(),
    applies_to: z.string().optional().openapi({ description: 'A CEL expression. Where it is false, the verdict is not_applicable.' }),
    pass: z.string().openapi({ description: 'A CEL expression. True: pass. False: fail.' }),
    evidence: z.string().optional().openapi({ description: 'A CEL expression: what a finding shows of a resource that fails.' }),
    remediation: remediationSchema,
    references: z.array(z.string()).readonly(),
    results: policyResultSchema.optional().openapi({
      description: 'The newest results, in all accounts or in the account of the request; absent if there are none.',
    }),
  })
  .openapi('Policy');

export const storedPolicySchema = z
  .object({ result: z.enum(['created', 'replaced', 'unchanged']), policy: policySchema })
  .openapi('StoredPolicy');

export const CONTROL_STATES = ['pass', 'pass_where_seen', 'fail', 'unknown', 'partial', 'no_data', 'manual', 'not_covered'] as const;
export type ControlState = (typeof CONTROL_STATES)[number];

const percent = z.number().min(0).max(100);

const seenSchema = z
  .object({
    accounts: z
      .object({
        whole: count.openapi({ description: 'At most so many were scanned and have a whole inventory of the types.' }),
        total: count.openapi({ description: 'Enabled accounts of the clouds that the policies are for.' }),
      })
      .readonly(),
    resources: z
      .object({
        judged: count.openapi({ description: 'Verdicts pass and fail. A resource counts once for each policy that judges it.' }),
        unknown: count.openapi({ description: 'Verdicts unknown.' }),
        missing_permissions: z.array(z.string()).readonly().optional().openapi({
          description:
            'The permissions that were missing for verdicts that are unknown, as far as the examples tell that a scan keeps; absent if they tell of none.',
        }),
      })
      .readonly(),
  })
  .readonly()
  .openapi({ description: 'How much the answer is based on.' });

const scoreSchema = z
  .object({
    states: z.object(Object.fromEntries(CONTROL_STATES.map((state) => [state, count])) as Record<ControlState, typeof count>).readonly(),
    percent: percent.optional().openapi({
      description:
        'Of what was seen: the share of controls in state pass or pass_where_seen among those in state pass, pass_where_seen, fail or partial; absent if there are none.',
    }),
  })
  .readonly();

const coverageSchema = z
  .object({
    controls: count,
    covered: count.openapi({ description: 'Controls that policies cover.' }),
    partial: count.openapi({ description: 'Controls that policies cover in part only.' }),
    manual: count.openapi({ description: 'Controls that only a person can check.' }),
    not_covered: count.openapi({ description: 'Controls that no policy covers yet.' }),
    percent: percent.openapi({ description: 'The share of all controls that is covered; those covered in part do not count.' }),
  })
  .readonly();

const frameworkShape = {
  framework_id: z.string().openapi({ example: 'cis-aws-7.0' }),
  name: z.string(),
  coverage: coverageSchema,
  score: scoreSchema,
  seen: seenSchema.optional().openapi({ description: 'How much the score is based on; absent if no policy covers a control.' }),
};

export const frameworkSummarySchema = z.object(frameworkShape).openapi('FrameworkSummary');

const { id: _id, status: _status, ...controlShape } = controlSchema.shape;

export const frameworkSchema = z
  .object({
    ...frameworkShape,
    account_id: accountId.optional().openapi({ description: 'The account of the score; absent if it is for several.' }),
    selected_accounts: count.optional().openapi({ description: 'The number of accounts that were selected; absent for one and for all.' }),
    unread_accounts: z
      .object({ total: count, first: z.array(z.object({ account_id: accountId, reason: z.string() }).readonly()).readonly() })
      .readonly()
      .optional()
      .openapi({ description: 'Accounts of which nothing could be read, and why: the first 20 by id; absent if there is none.' }),
    controls: z
      .array(
        z
          .object({
            control_id: z.string(),
            ...controlShape,
            state: z.enum(CONTROL_STATES).openapi({
              description:
                'fail: a resource fails and is not suppressed. pass_where_seen: all that was judged passes, but a verdict is unknown, a policy has no result, or an account was not read whole (`seen` has how much). unknown: nothing could be judged. partial: none fails, but policies cover the control in part only. no_data: nothing was there to judge.',
            }),
            policies: z.array(z.string()).readonly(),
            passed: count.openapi({ description: 'Passing verdicts of its policies.' }),
            failed: count.openapi({ description: 'Failing verdicts, without suppressed ones.' }),
            suppressed: count,
            unknown: count,
            seen: seenSchema.optional().openapi({ description: 'Absent if no policy covers the control.' }),
            not_whole: count.optional().openapi({ description: 'The least number of accounts whose inventory is not whole.' }),
            not_whole_in: accountIds.optional().openapi({ description: 'Some of those accounts.' }),
            not_evaluated: z.array(z.string()).readonly().optional().openapi({ description: 'The policies that have no result.' }),
          })
          .readonly(),
      )
      .readonly()
      .openapi({ description: "The controls in the framework's order." }),
    retired_controls: z
      .array(z.object({ control_id: z.string(), title: z.string(), section: z.string() }).readonly())
      .readonly()
      .optional()
      .openapi({
        description:
          'Controls that have left the standard. They are not scored; they are named because mappings to other standards still name them. Absent if there is none.',
      }),
  })
  .openapi('Framework');
