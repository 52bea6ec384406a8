/** Checks a policy file without any stored resource: whether it can be used, and whether the tests that it holds pass. */
import { isPlainText, NOT_PLAIN } from '../control-characters.ts';
import type { CheckedText, CheckRequest } from './check-apart.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { loadPolicy } from './load-policy.ts';
import type { Policy } from './policy.ts';
import type { PolicyProblem } from './policy-source.ts';
import { outcomeText, testPolicy, type TestOutcome } from './test-policy.ts';

export interface CheckedPolicy {
  /** Empty if the policy can be used and its tests pass. */
  readonly problems: readonly PolicyProblem[];
  /** Undefined if the policy cannot be used. */
  readonly compiled?: CompiledPolicy<Policy>;
  readonly outcomes: readonly TestOutcome[];
}

/** `file`: the name that problems give the file. `policyId`: the id that the policy must have; undefined allows any. */
export async function checkPolicy(file: string, text: string, policyId?: string): Promise<CheckedPolicy> {
  const loaded = await loadPolicy(file, text);
  if ('problems' in loaded) return { problems: loaded.problems, outcomes: [] };
  const { compiled, source } = loaded;
  const { id, title } = compiled.policy;
  if (policyId !== undefined && id !== policyId) {
    const message = `id: the file has the id ${id}, but was sent as ${policyId}; make them the same.`;
    return { problems: [{ file, ...source.at(['id']), message }], outcomes: [] };
  }
  if (!isPlainText(title)) {
    const message = `title: it has ${NOT_PLAIN}; write it without them.`;
    return { problems: [{ file, ...source.at(['title']), message }], outcomes: [] };
  }
  const outcomes = testPolicy(compiled);
  const problems = outcomes
    .filter(({ passed }) => !passed)
    .map((outcome) => ({ file, ...source.at(['tests', outcome.index]), message: outcomeText(outcome) }));
  return { problems, compiled, outcomes };
}

/** The check as its result is written from one process to another. */
export async function checkedText({ file, text, policyId }: CheckRequest): Promise<CheckedText> {
  const { problems, compiled, outcomes } = await checkPolicy(file, text, policyId);
  const tests = outcomes.map(({ test, passed, verdict: { verdict, reason } }) => ({
    name: test.name,
    passed,
    expected: test.verdict,
    verdict,
    ...(reason !== undefined && { reason }),
  }));
  return { problems, policy: compiled?.policy, relatedTypes: compiled?.related_types ?? [], tests };
}
