/** From the text of a policy file to a policy that answers, or to everything that is wrong with it. */
import { type CompiledPolicy, compilePolicy, InvalidPolicy, typesRead } from './compile-policy.ts';
import { loadFields } from './known-fields.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

export type LoadedPolicy =
  | { readonly compiled: CompiledPolicy; readonly source: PolicySource }
  | { readonly problems: readonly PolicyProblem[] };

/** Never rejects. `file` is what problems name. */
export async function loadPolicy(file: string, text: string): Promise<LoadedPolicy> {
  const parsed = parsePolicy(file, text);
  if ('problems' in parsed) return parsed;
  const { policy, source } = parsed;
  const fieldsOf = await loadFields(typesRead(policy));
  try {
    return { compiled: compilePolicy(policy, { source, fieldsOf }), source };
  } catch (error) {
    if (error instanceof InvalidPolicy) return { problems: error.problems };
    throw error;
  }
}
