/** Schema of a policy file. The published JSON Schema is generated from it; docs/write-a-policy.md is the guide for authors. */
import { z } from 'zod';
import { SEVERITIES } from '../severity.ts';

export const VERDICTS = ['pass', 'fail', 'unknown', 'not_applicable'] as const;
export type VerdictName = (typeof VERDICTS)[number];

/**
 * `<provider>.<service>.<name>` for the policies that come with Muster (`aws.s3.bucket-versioning-enabled`); a user's policy may
 * leave the provider out (`my.rule`). The length is bounded because the id begins a finding's key, which may have 1,024 bytes.
 */
export const POLICY_ID = /^[a-z][a-z0-9-]*(\.[a-z0-9]+(-[a-z0-9]+)*){1,2}$/;

/** Characters of a text and of an expression, bounded so that one file cannot fill a job's row or a screen. */
const MAX_TEXT = 2000;
const MAX_EXPRESSION = 8000;

const sentence = z.string().trim().min(1).max(MAX_TEXT);
const expression = z.string().trim().min(1).max(MAX_EXPRESSION);

const time = z.iso.datetime({ offset: true });

const unreadField = z.strictObject({
  permission: z.string().optional().describe('The permission that was missing, such as `s3:GetBucketPolicy`.'),
  error_code: z.string().default('AccessDenied').describe('The error code that the service answered.'),
});

/** A test gives only the fields that the expressions read. */
const testResource = z.strictObject({
  resource_id: z.string().optional(),
  native_id: z.string().nullable().optional(),
  name: z.string().nullable().optional(),
  region: z.string().optional(),
  account_id: z.string().optional().describe('`aws:123456789012`'),
  first_seen_at: time.optional(),
  changed_at: time.optional(),
  config: z.record(z.string(), z.unknown()).default({}).describe("The provider's own properties, as Muster stores them."),
  tags: z.record(z.string(), z.string()).nullable().default({}).describe('Null if the tags could not be read.'),
  unread: z.record(z.string(), unreadField).default({}).describe('Fields of `config` that could not be read.'),
  relationships: z.array(z.strictObject({ relation: z.string(), type: z.string(), id: z.string() })).default([]),
});

const relatedResource = testResource.extend({ type: z.string() });

const policyTest = z.strictObject({
  name: sentence,
  verdict: z.enum(VERDICTS),
  resource: testResource,
  related: z.array(relatedResource).default([]).describe('Other resources of the same account.'),
  not_whole: z.array(z.string()).default([]).describe('Resource types of which the inventory has not seen every slice.'),
  now: time.default('2026-01-01T00:00:00Z'),
  evidence: z.unknown().optional().describe('What the finding must show, if the verdict is fail. Lists are compared as sets.'),
});

export const policySchema = z
  .strictObject({
    id: z
      .string()
      .max(200)
      .regex(POLICY_ID, 'not a policy id; write <service>.<name> in lower case, such as aws.s3.bucket-versioning-enabled'),
    title: z.string().trim().min(1).max(200).describe('What is true of a resource that passes.'),
    description: sentence.describe('What is wrong with a resource that fails, and why it matters.'),
    severity: z.enum(SEVERITIES),
    resource_type: z.string().min(1).describe("The provider's own name, such as `AWS::S3::Bucket`."),
    applies_to: expression.optional().describe('A CEL expression. Where it is false, the verdict is not_applicable.'),
    pass: expression.describe('A CEL expression. True: pass. False: fail.'),
    evidence: expression
      .optional()
      .describe('A CEL expression with any answer: what failed in a resource whose verdict is fail. A list of texts or maps reads best.'),
    remediation: z
      .strictObject({
        text: sentence,
        console: z.array(sentence).min(1).optional().describe('Steps in the console of the cloud.'),
        cli: sentence
          .optional()
          .describe('A command; `{resource_id}`, `{region}`, `{native_id}` and `{account_id}` stand for the resource.'),
      })
      .refine(({ console, cli }) => console !== undefined || cli !== undefined, 'has neither console nor cli; give at least one'),
    references: z.array(z.url()).default([]),
    frameworks: z
      .record(z.string(), z.array(z.string()).min(1))
      .default({})
      .describe('The ids of the controls that the policy covers, by framework id.'),
    tests: z
      .array(policyTest)
      .superRefine((tests, context) => {
        const missing = (['pass', 'fail', 'unknown'] as const).filter((verdict) => !tests.some((test) => test.verdict === verdict));
        if (missing.length > 0)
          context.addIssue({ code: 'custom', message: `has no test with verdict ${missing.join(', nor one with ')}` });
      })
      .describe('At least one test for each of the verdicts pass, fail and unknown.'),
  })
  .meta({ title: 'Muster policy', description: 'A rule over one resource type.' });

export type Policy = z.infer<typeof policySchema>;
/** A policy without its tests, which nobody needs to judge by it. */
export type Rule = Omit<Policy, 'tests'>;

/** A policy as `npm run generate` leaves it: with what compiling it would tell, so that a process compiles only the policies by which it judges. */
export interface BuiltInPolicy {
  readonly policy: Rule;
  readonly content_hash: string;
  readonly related_types: readonly string[];
}
export type PolicyTest = Policy['tests'][number];
