/** All that can be told of a policy file without a resource to try it on: whether it can be used, and whether its own tests pass. */
import type { CompiledPolicy } from './compile-policy.ts';
import { loadPolicy } from './load-policy.ts';
import type { PolicyProblem } from './policy-source.ts';
import { outcomeText, testPolicy, type TestOutcome } from './test-policy.ts';

export interface CheckedPolicy {
  /** Empty: it can be used, and its tests pass. */
  readonly problems: readonly PolicyProblem[];
  /** Undefined if it cannot be used. */
  readonly compiled?: CompiledPolicy;
  readonly outcomes: readonly TestOutcome[];
}

/** `file` is what problems name; `policyId`, what the file has to be about. */
export async function checkPolicy(file: string, text: string, policyId?: string): Promise<CheckedPolicy> {
  const loaded = await loadPolicy(file, text);
  if ('problems' in loaded) return { problems: loaded.problems, outcomes: [] };
  const { compiled, source } = loaded;
  const { id } = compiled.policy;
  if (policyId !== undefined && id !== policyId) {
    const message = `id: the file is about ${id}, and was sent as ${policyId}; make them the same.`;
    return { problems: [{ file, ...source.at(['id']), message }], outcomes: [] };
  }
  const outcomes = testPolicy(compiled);
  const problems = outcomes
    .filter(({ passed }) => !passed)
    .map((outcome) => ({ file, ...source.at(['tests', outcome.index]), message: outcomeText(outcome) }));
  return { problems, compiled, outcomes };
}
