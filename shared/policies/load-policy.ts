/** Parses, checks and compiles the text of a policy file. */
import { type CompiledPolicy, compilePolicy, InvalidPolicy, typesRead } from './compile-policy.ts';
import { loadFields } from './known-fields.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

export type LoadedPolicy =
  | { readonly compiled: CompiledPolicy; readonly source: PolicySource }
  | { readonly problems: readonly PolicyProblem[] };

/** Returns the compiled policy, or every problem in the file; a bad file never rejects. `file`: the name that problems give the file. */
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
