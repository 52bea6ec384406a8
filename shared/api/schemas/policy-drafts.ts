/** Schemas of policies that are being written: their check, their trial on stored resources, and drafts. */
import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../policies/policy.ts';
import { SEVERITIES } from '../../severity.ts';
import { accountId, accountSelectorText, count, SELECTED } from './jobs.ts';
import { problemPath } from './texts.ts';

export const MOST_RESOURCES = 2000;
export const MOST_EXAMPLES = 20;
/** As many as a policy file may have. */
const MAX_CHARACTERS = 200_000;

export const policyCheckRequestSchema = z
  .strictObject({
    text: z.string().max(MAX_CHARACTERS).openapi({ description: 'The policy file, in YAML.', example: 'id: my.rule\n' }),
    account_id: z
      .array(accountSelectorText)
      .min(1)
      .max(100)
      .optional()
      .openapi({ description: `The accounts whose resources are judged; all that are enabled if absent. ${SELECTED}` }),
    resources: z
      .number()
      .int()
      .min(0)
      .max(MOST_RESOURCES)
      .default(MOST_RESOURCES)
      .openapi({ description: 'The most resources to judge. With 0 only the text is checked.' }),
  })
  .openapi('PolicyCheckRequest');

const verdict = z.enum(VERDICTS);

const exampleSchema = z
  .object({
    id: z.string().openapi({ description: 'The readable id of the resource.' }),
    resource_uid: z.string(),
    account_id: accountId,
    name: z.string().nullable(),
    reason: z.string().optional().openapi({ description: 'Why the verdict is unknown.' }),
    permission: z.string().optional().openapi({ description: 'The permission that was missing, if that is why the verdict is unknown.' }),
    evidence: z.unknown().optional().openapi({ description: 'What failed, if the policy shows it.' }),
    evidence_problem: z.string().optional().openapi({ description: 'Why nothing is shown although the policy says what to show.' }),
  })
  .readonly();

const trialSchema = z
  .object({
    counts: z.object({ pass: count, fail: count, unknown: count, not_applicable: count }).readonly(),
    resources: count.openapi({ description: 'How many resources were judged.' }),
    accounts: z.object({ read: count.openapi({ description: 'Accounts whose resources were all judged.' }), total: count }).readonly(),
    whole: z.boolean().openapi({ description: 'Whether every stored resource of the type, in the selected accounts, was judged.' }),
    examples: z
      .object(
        // The entries have the names of `VERDICTS`, which the type of `fromEntries` does not keep.
        Object.fromEntries(VERDICTS.map((name) => [name, z.array(exampleSchema).readonly()])) as Record<
          (typeof VERDICTS)[number],
          z.ZodReadonly<z.ZodArray<typeof exampleSchema>>
        >,
      )
      .readonly()
      .openapi({ description: `Up to ${MOST_EXAMPLES} resources of each verdict.` }),
  })
  .readonly()
  .openapi({ description: 'The verdicts on stored resources; absent if the policy cannot be used, or if none was asked for.' });

export const policyCheckSchema = z
  .object({
    problems: z
      .array(
        z.object({ line: z.number().int().min(1), column: z.number().int().min(1), path: problemPath, message: z.string() }).readonly(),
      )
      .readonly()
      .openapi({ description: 'Everything that is wrong with the text, and the tests that fail, with their positions.' }),
    policy: z
      .object({
        policy_id: z.string(),
        title: z.string(),
        severity: z.enum(SEVERITIES),
        resource_type: z.string(),
        related_types: z.array(z.string()).readonly(),
      })
      .readonly()
      .optional()
      .openapi({ description: 'Absent if the policy cannot be used.' }),
    tests: z
      .array(z.object({ name: z.string(), passed: z.boolean(), expected: verdict, verdict, reason: z.string().optional() }).readonly())
      .readonly()
      .openapi({ description: 'The results of the tests that the policy holds.' }),
    trial: trialSchema.optional(),
    trial_problem: z.string().optional().openapi({ description: 'Why the policy could not be tried on stored resources.' }),
  })
  .openapi('PolicyCheck');

export const policyTextSchema = z.object({ policy_id: z.string(), text: z.string() }).openapi('PolicyText');

export const policyFormatSchema = z.record(z.string(), z.unknown()).openapi('PolicyFormat');
