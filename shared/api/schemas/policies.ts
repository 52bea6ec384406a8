/** What the API shows of policies and frameworks. */
import { z } from '@hono/zod-openapi';
import { controlSchema } from '../../policies/framework.ts';
import { POLICY_ID } from '../../policies/policy.ts';
import { SEVERITIES } from '../../severity.ts';
import { accountId, count, jobId, time } from './jobs.ts';

/** In a path. The pattern is for the document; a handler says better what is wrong. */
export const policyIdText = z.string().max(200).openapi({ pattern: POLICY_ID.source, example: 'aws.s3.bucket-versioning-enabled' });

export const remediationSchema = z
  .object({
    text: z.string(),
    console: z.array(z.string()).readonly().optional().openapi({ description: 'Steps in the console of the cloud.' }),
    cli: z.string().optional().openapi({ description: 'A command.' }),
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
    .openapi({ description: 'Controls that it answers, by framework.' }),
  origin: z.enum(ORIGINS).openapi({ description: 'Whether it came with Muster or from a user.' }),
};

export const policySummarySchema = z.object(policyShape).openapi('PolicySummary');

export const policyResultSchema = z
  .object({
    pass: count,
    fail: count.openapi({ description: 'Suppressed ones as well.' }),
    unknown: count,
    not_applicable: count,
    suppressed: count.openapi({ description: 'Of those that fail.' }),
    not_whole: count.optional().openapi({ description: 'Accounts whose inventory has not seen all resources of the type.' }),
    not_whole_in: accountIds.optional().openapi({ description: 'Some of those accounts.' }),
    evaluated_at: time.openapi({ description: 'Of all accounts: when the oldest of their results was found.' }),
    job_id: jobId,
    unknowns: z
      .array(z.object({ resource_uid: z.string(), reason: z.string(), permission: z.string().optional() }).readonly())
      .readonly()
      .openapi({ description: 'Some of the unknown ones, each for another reason.' }),
  })
  .openapi('PolicyResult');

export const policySchema = z
  .object({
    ...policyShape,
    description: z.string(),
    applies_to: z.string().optional().openapi({ description: 'CEL. Where it is false, the verdict is not_applicable.' }),
    pass: z.string().openapi({ description: 'CEL. True: pass. False: fail.' }),
    remediation: remediationSchema,
    references: z.array(z.string()).readonly(),
    results: policyResultSchema.optional().openapi({
      description: 'Of its newest whole evaluation, in all accounts or in the one that was asked for; absent if there was none.',
    }),
  })
  .openapi('Policy');

export const storedPolicySchema = z
  .object({ result: z.enum(['created', 'replaced', 'unchanged']), policy: policySchema })
  .openapi('StoredPolicy');

const percent = z.number().min(0).max(100);

const coverageSchema = z
  .object({
    controls: count,
    covered: count.openapi({ description: 'Controls that policies answer.' }),
    partial: count.openapi({ description: 'Controls that policies answer in part only.' }),
    manual: count.openapi({ description: 'Controls that take a person.' }),
    not_covered: count.openapi({ description: 'Controls that no policy answers yet.' }),
    percent: percent.openapi({ description: 'Covered ones among all controls; those that are covered in part do not count.' }),
  })
  .readonly();

const frameworkShape = { framework_id: z.string().openapi({ example: 'cis-aws-7.0' }), name: z.string(), coverage: coverageSchema };

export const frameworkSummarySchema = z.object(frameworkShape).openapi('FrameworkSummary');

export const CONTROL_STATES = ['pass', 'fail', 'unknown', 'partial', 'no_data', 'manual', 'not_covered'] as const;
export type ControlState = (typeof CONTROL_STATES)[number];

const { id: _id, status: _status, ...controlShape } = controlSchema.shape;

export const frameworkSchema = z
  .object({
    ...frameworkShape,
    account_id: accountId.optional().openapi({ description: 'Absent: all accounts together.' }),
    score: z
      .object({
        states: z
          .object(Object.fromEntries(CONTROL_STATES.map((state) => [state, count])) as Record<ControlState, typeof count>)
          .readonly(),
        percent: percent
          .optional()
          .openapi({ description: 'Passing controls among those that pass, fail, are unknown or pass in part; absent if there are none.' }),
      })
      .readonly(),
    controls: z
      .array(
        z
          .object({
            control_id: z.string(),
            ...controlShape,
            state: z.enum(CONTROL_STATES).openapi({
              description:
                'fail: a resource fails that is not suppressed. unknown: none fails, but a verdict is unknown, a policy has no result, or an inventory is not whole. partial: none fails, but policies answer the control in part only. no_data: nothing was evaluated.',
            }),
            policies: z.array(z.string()).readonly(),
            passed: count.openapi({ description: 'Verdicts of its policies; so are the others.' }),
            failed: count.openapi({ description: 'Without suppressed ones.' }),
            suppressed: count,
            unknown: count,
            not_whole: count.optional().openapi({ description: 'At least so many accounts whose inventory has not seen all resources.' }),
            not_whole_in: accountIds.optional().openapi({ description: 'Some of those accounts.' }),
            not_evaluated: z.array(z.string()).readonly().optional().openapi({ description: 'Those of its policies that have no result.' }),
          })
          .readonly(),
      )
      .readonly()
      .openapi({ description: "In the framework's own order." }),
  })
  .openapi('Framework');
