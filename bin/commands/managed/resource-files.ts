/** Files of requests for managed resources: YAML (or JSON) with one or several documents, each of them a request or a list of requests. */
import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { CommandError, EXIT } from '../exit-codes.ts';

/** A request, and where it stands. */
export interface FiledRequest {
  readonly body: Readonly<Record<string, unknown>>;
  /** `shop.yaml, request 2` */
  readonly where: string;
}

const MOST = 100;

/** The requests of the files, in the order in which they stand there. @throws CommandError if a file cannot be read, is no YAML, or holds anything else */
export function requestsIn(files: readonly string[]): readonly FiledRequest[] {
  const requests = files.flatMap(requestsOf);
  if (requests.length === 0) throw new CommandError(`${files.join(', ')}: no request; write at least one.`, EXIT.refused);
  if (requests.length > MOST)
    throw new CommandError(
      `${files.join(', ')}: ${requests.length} requests; at most ${MOST} are taken at once, so divide them.`,
      EXIT.refused,
    );
  return requests;
}

function requestsOf(file: string): readonly FiledRequest[] {
  const lines = new LineCounter();
  // The keys of YAML's merges (`<<`) are resolved; aliases are limited by the parser.
  const documents = parseAllDocuments(textOf(file), { lineCounter: lines, merge: true, logLevel: 'error', prettyErrors: false });
  if ('empty' in documents) return [];
  const values = documents.flatMap((document) => {
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      throw new CommandError(`${file}: line ${line}, column ${col}: ${firstLine(error.message)}`, EXIT.refused);
    }
    const value = valueOf(document, file);
    return value === null ? [] : [value].flat();
  });
  return values.map((value, place) => {
    const where = `${file}, request ${place + 1}`;
    if (isRequest(value)) return { body: value, where };
    throw new CommandError(`${where}: not an object; write fields, such as "type: database".`, EXIT.refused);
  });
}

/** @throws CommandError for aliases that name nothing, themselves, or more than can be, and for numbers that JSON cannot say */
function valueOf(document: Document.Parsed, file: string): unknown {
  let value: unknown;
  try {
    value = document.toJS();
    // An alias within what it names makes a circle, which is no JSON.
    JSON.stringify(value);
  } catch (error) {
    const reason = error instanceof ReferenceError ? error.message : 'an alias stands within what it names';
    throw new CommandError(`${file}: ${reason}; write the values out.`, EXIT.refused);
  }
  const number = inexactIn(value);
  if (number === undefined) return value;
  throw new CommandError(`${file}: the number ${number} cannot be kept exactly; write it as a text, in quotes.`, EXIT.refused);
}

/** The first number that JSON cannot say, or that is another one than the file has. */
function inexactIn(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? undefined : value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const member of Object.values(value)) {
    const found = inexactIn(member);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--file: the file ${JSON.stringify(file)} cannot be read (${reason}).`, EXIT.refused);
  }
}

const isRequest = (value: unknown): value is FiledRequest['body'] => typeof value === 'object' && value !== null && !Array.isArray(value);

const firstLine = (text: string): string => text.split('\n')[0] ?? text;
