/** From the text of a policy file to a policy that answers, or to everything that is wrong with it. */
import { type CompiledPolicy, compilePolicy, InvalidPolicy } from './compile-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

export type LoadedPolicy =
  | { readonly compiled: CompiledPolicy; readonly source: PolicySource }
  | { readonly problems: readonly PolicyProblem[] };

/** Never throws. `file` is what problems name. */
export function loadPolicy(file: string, text: string): LoadedPolicy {
  const parsed = parsePolicy(file, text);
  if ('problems' in parsed) return parsed;
  try {
    return { compiled: compilePolicy(parsed.policy, parsed.source), source: parsed.source };
  } catch (error) {
    if (error instanceof InvalidPolicy) return { problems: error.problems };
    throw error;
  }
}
