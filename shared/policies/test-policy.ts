/** Runs the tests that a policy file holds. */
import { parseAccountId } from '../ids.ts';
import { canonicalConfig } from '../inventory/canonical-form.ts';
import { typeNamed } from '../registry.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import type { AccountResources, Subject, Verdict } from './evaluation.ts';
import { evidenceText } from './evidence.ts';
import { judge } from './judge.ts';
import type { Policy, PolicyTest } from './policy.ts';

export interface TestOutcome {
  readonly test: PolicyTest;
  /** Position in the policy's `tests`. */
  readonly index: number;
  readonly verdict: Verdict;
  /** The difference between the evidence and the expected one; undefined if the test asks for none, or for this. */
  readonly evidence_problem?: string;
  readonly passed: boolean;
}

type TestResource = PolicyTest['resource'] & { readonly type: string };

/** Brings a test's config into the form in which resources are stored. */
export type ConfigForm = (config: Subject['config'], type: string) => Subject['config'];

/** By default, configs are evaluated in canonical form, as they are stored: lists ordered, and lists in policy documents wherever IAM takes one value or several. */
export function testPolicy(compiled: CompiledPolicy<Policy>, form: ConfigForm = asStored): readonly TestOutcome[] {
  const type = compiled.policy.resource_type;
  const cases = compiled.policy.tests.map((test) => {
    const subject = subjectOf({ ...test.resource, type }, 'resource', form);
    const context = { now: Date.parse(test.now), resources: resourcesOf(test, form) };
    return { policy: compiled, subject, context };
  });
  const judgements = judge(cases, new Map());
  return compiled.policy.tests.map((test, index) => {
    const { verdict, evidence_problem: why } = judgements[index]!;
    const problem = verdict.verdict === test.verdict ? evidenceProblem(test, verdict, why) : undefined;
    const passed = verdict.verdict === test.verdict && problem === undefined;
    return { test, index, verdict, passed, ...(problem !== undefined && { evidence_problem: problem }) };
  });
}

/** Whether the evidence is what the test asks for. Null asks for none. */
function evidenceProblem({ evidence: wanted }: PolicyTest, { evidence }: Verdict, why: string | undefined): string | undefined {
  if (wanted === undefined) return undefined;
  const wantedText = evidenceText(wanted);
  if (wantedText === evidence) return undefined;
  const shown = evidence ?? `none${why === undefined ? '' : ` (${why})`}`;
  return `expected the evidence ${wantedText ?? 'none'}, got ${shown}`;
}

/** `versioning is on: expected pass, got unknown (needs s3:GetBucketVersioning).` */
export const outcomeText = ({ test, verdict: { verdict, reason }, evidence_problem }: TestOutcome): string =>
  evidence_problem !== undefined
    ? `${test.name}: ${evidence_problem}.`
    : `${test.name}: expected ${test.verdict}, got ${verdict}${reason === undefined ? '' : ` (${reason})`}.`;

function asStored(config: Subject['config'], name: string): Subject['config'] {
  const type = typeNamed(name);
  return type ? canonicalConfig(config, type) : config;
}

function resourcesOf(test: PolicyTest, form: ConfigForm): AccountResources {
  const byType = new Map<string, readonly Subject[]>();
  const notWhole = new Set(test.not_whole);
  return {
    ofType(type) {
      if (notWhole.has(type)) return { not_whole: `Not every ${type} of the account is known.` };
      let resources = byType.get(type);
      if (!resources) {
        resources = test.related.filter((each) => each.type === type).map((each, index) => subjectOf(each, `related-${index}`, form));
        byType.set(type, resources);
      }
      return resources;
    },
  };
}

/** A whole resource, with defaults for the fields that the test leaves out. */
function subjectOf(given: TestResource, id: string, form: ConfigForm): Subject {
  const region = given.region ?? (typeNamed(given.type)?.scope === 'global' ? 'global' : 'eu-west-1');
  return {
    type: given.type,
    kind: typeNamed(given.type)?.kind ?? 'network',
    resource_id: given.resource_id ?? id,
    native_id: given.native_id ?? null,
    name: given.name ?? null,
    segment: region,
    region,
    account_id: parseAccountId(given.account_id ?? 'aws:111122223333'),
    first_seen_at: given.first_seen_at ?? '2025-01-01T00:00:00Z',
    changed_at: given.changed_at ?? '2025-01-01T00:00:00Z',
    tags: given.tags,
    config: form(given.config, given.type),
    unread: Object.fromEntries(
      Object.entries(given.unread).map(([field, { permission, error_code }]) => [
        field,
        permission === undefined ? { error_code } : { permission, error_code },
      ]),
    ),
    relationships: given.relationships,
  };
}
