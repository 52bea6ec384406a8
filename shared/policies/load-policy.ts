/** Parses, checks and compiles the text of a policy file. */
import { type CompiledPolicy, compilePolicy, EXPRESSIONS, InvalidPolicy, typesRead } from './compile-policy.ts';
import { loadPatternEngine } from './cel/regular-expressions.ts';
import { loadFields } from './known-fields.ts';
import { bounded, HardStop } from './hard-stop.ts';
import type { Policy } from './policy.ts';
import { mostOf, parsePolicy } from './parse-policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

export type LoadedPolicy =
  | { readonly compiled: CompiledPolicy<Policy>; readonly source: PolicySource }
  | { readonly problems: readonly PolicyProblem[] };

/** Returns the compiled policy, or every problem in the file; a bad file never rejects. `file`: the name that problems give the file. */
export async function loadPolicy(file: string, text: string): Promise<LoadedPolicy> {
  try {
    return await load(file, text);
  } catch (error) {
    if (error instanceof InvalidPolicy) return { problems: mostOf(error.problems) };
    if (error instanceof HardStop)
      return { problems: [{ file, line: 1, column: 1, message: `The file could not be checked. ${error.message}` }] };
    throw error;
  }
}

async function load(file: string, text: string): Promise<LoadedPolicy> {
  const parsed = bounded(() => parsePolicy(file, text));
  if ('problems' in parsed) return parsed;
  const { policy, source } = parsed;
  if (EXPRESSIONS.some((field) => policy[field]?.includes('matches'))) await loadPatternEngine();
  const fieldsOf = await loadFields(bounded(() => typesRead(policy)));
  return { compiled: bounded(() => compilePolicy(policy, { source, fieldsOf })), source };
}
