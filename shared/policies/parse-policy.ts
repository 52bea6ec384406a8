/** Parses the text of a policy file. */
import { LineCounter, parseDocument } from 'yaml';
import { policySchema, type Policy } from './policy.ts';
import { PolicySource, type PolicyProblem } from './policy-source.ts';
import { schemaProblems } from './schema-problems.ts';

export type ParsedPolicy = { readonly policy: Policy; readonly source: PolicySource } | { readonly problems: readonly PolicyProblem[] };

/** Bounds the work that a user's file can cause; no policy needs to be this long. */
export const MAX_POLICY_CHARACTERS = 200_000;

/** Checks the YAML and its schema; `compilePolicy` checks the expressions. `file`: the name that problems give the file. */
export function parsePolicy(file: string, text: string): ParsedPolicy {
  if (text.length > MAX_POLICY_CHARACTERS) {
    const message = `The file has ${text.length} characters; a policy may have at most ${MAX_POLICY_CHARACTERS}.`;
    return { problems: [{ file, line: 1, column: 1, message }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file, line: Math.max(1, line), column: Math.max(1, col), message: error.message };
    });
    return { problems };
  }
  const source = new PolicySource(file, text, document, lines);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [{ file, ...source.at([]), message: String(error instanceof Error ? error.message : error) }] };
  }
  const parsed = policySchema.safeParse(data);
  if (parsed.success) return { policy: parsed.data, source };
  return { problems: schemaProblems(parsed.error.issues, data, source) };
}
