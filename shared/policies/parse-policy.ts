/** Parses the text of a policy file. */
import { Lexer, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import { policySchema, type Policy } from './policy.ts';
import { PolicySource, type PolicyProblem } from './policy-source.ts';
import { schemaProblems } from './schema-problems.ts';
import { numberText } from '../number-text.ts';

export type ParsedPolicy = { readonly policy: Policy; readonly source: PolicySource } | { readonly problems: readonly PolicyProblem[] };

/** Bounds the work that a user's file can cause; no policy needs to be this long. */
const MAX_POLICY_CHARACTERS = 200_000;
/** Keys, values, brackets, line ends and other pieces of a file: a key with its value is about five. */
const MAX_PIECES = 40_000;
/** How deep lists and maps may be within each other. */
const MAX_DEPTH = 60;
/** Problems that are told of one file. */
const MAX_PROBLEMS = 20;
const MAX_MESSAGE = 500;

/** Checks the YAML and its schema; `compilePolicy` checks the expressions. `file`: the name that problems give the file. */
export function parsePolicy(file: string, text: string): ParsedPolicy {
  const parsed = parseWhole(file, text);
  return 'problems' in parsed ? { problems: mostOf(parsed.problems) } : parsed;
}

/** The first problems, shortened, and how many more there are. */
export function mostOf(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => ({ ...problem, message: shortened(problem.message) }));
  const last = shown.at(-1);
  if (!last || problems.length <= MAX_PROBLEMS) return shown;
  return [...shown, { ...last, message: `The file has ${numberText(problems.length - MAX_PROBLEMS)} more problems.` }];
}

const shortened = (text: string): string => (text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text);

function parseWhole(file: string, text: string): ParsedPolicy {
  if (text.length > MAX_POLICY_CHARACTERS) {
    const message = `The file has ${text.length} characters; a policy may have at most ${MAX_POLICY_CHARACTERS}.`;
    return { problems: [{ file, line: 1, column: 1, message }] };
  }
  const excess = tooMuch(text);
  if (excess !== undefined) return { problems: [{ file, line: 1, column: 1, message: excess }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    // The errors behind the first one mostly follow from it; keys that are there twice are all told, because each is a mistake of its own.
    const broken = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
    const problems = (broken ? [broken] : document.errors).map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file, line: Math.max(1, line), column: Math.max(1, col), message: yamlMessage(error) };
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

/** An expression with a map literal, such as `pass: f({'a': 'b'})`, is the usual cause of a mapping where YAML allows none. */
const yamlMessage = ({ code, message }: YAMLParseError): string =>
  code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY'
    ? `${message}. A text that has a colon and a space in it is put in quotes, or on the next lines behind ">-".`
    : message;

/** Why the file is too much for the parser, whose time and stack grow with the pieces and the depth of a file; undefined if it is not. Takes linear time. */
function tooMuch(text: string): string | undefined {
  let pieces = 0;
  let brackets = 0;
  /** Signs that open a list or a map within another on the same line, in a row: `- - - a`. */
  let openers = 0;
  for (const piece of new Lexer().lex(text)) {
    if (++pieces > MAX_PIECES)
      return `The file has more than ${numberText(MAX_PIECES)} pieces (keys, values, brackets, lines); make it shorter.`;
    if (piece === '[' || piece === '{') brackets += 1;
    else if (piece === ']' || piece === '}') brackets -= 1;
    if (OPENERS.has(piece)) openers += 1;
    else if (piece.trim() !== '') openers = piece.startsWith('\u001f') ? openers : 0;
    if (brackets > MAX_DEPTH || openers > MAX_DEPTH) return `The file nests lists and maps more than ${MAX_DEPTH} deep.`;
  }
  return undefined;
}

const OPENERS: ReadonlySet<string> = new Set(['-', '?', ':']);
