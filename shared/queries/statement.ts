/** Which statements the API runs: one at a time, and only those that read. The permissions of the function that runs them bound what they can read. */
import { InvalidRequest } from '../errors.ts';
import { codeOnly, hasCode, splitStatements } from './sql-text.ts';

export const MAX_SQL_BYTES = 64 * 1024;
export const STATEMENTS = ['SELECT', 'WITH', 'EXPLAIN', 'DESCRIBE', 'SHOW'] as const;

const READS = /^[\s(]*(?:select|with)\b/i;
const DESCRIBES = /^\s*(?:describe|show)\b/i;
/** `EXPLAIN ANALYZE` runs the statement that it explains, so that one must only read too. */
const EXPLAINS = /^\s*explain\s+(?:analyze\s+(?:verbose\s+)?)?(?:\([^()]*\)\s*)?/i;
/** Trino's literals, names and comments, which differ from DuckDB's: it has no `E'…'` and no `$$…$$`. A comment that is not closed, with which it runs no statement, goes on to the end. */
const TRINO_TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\r\n]*|\/\*[^]*?(?:\*\/|$)|[^]/g;
/** A catalog of Athena that calls a function of Lambda. https://docs.aws.amazon.com/athena/latest/ug/connect-to-a-data-source-lambda.html */
const CALLS_LAMBDA = /^"\s*lambda\s*:/i;

/**
 * The statement without a semicolon at its end.
 * @throws InvalidRequest naming `sql`
 */
export function checkedStatement(sql: string): string {
  const bytes = Buffer.byteLength(sql);
  if (bytes > MAX_SQL_BYTES)
    throw new InvalidRequest('sql', `sql: the statement has ${bytes} bytes, and ${MAX_SQL_BYTES} are allowed; shorten it.`);
  // A comment of DuckDB goes on to the end of the line, Trino's ends at a carriage return too.
  const { statements, rest } = splitStatements(sql.replaceAll('\r', '\n'));
  const [statement, ...others] = hasCode(rest) ? [...statements, rest.trim()] : statements;
  if (statement === undefined) throw new InvalidRequest('sql', 'sql: the statement is empty; write a SELECT.');
  if (others.length > 0)
    throw new InvalidRequest('sql', `sql: there are ${others.length + 1} statements; send each in a request of its own.`);
  const code = codeOnly(statement);
  if (!READS.test(code) && !DESCRIBES.test(code) && !READS.test(code.replace(EXPLAINS, ' '))) throw refusal(code);
  if ([...statement.matchAll(TRINO_TOKEN)].some(([token]) => CALLS_LAMBDA.test(token)))
    throw new InvalidRequest('sql', 'sql: a query reads the tables of the export; it cannot call a function of Lambda.');
  return statement;
}

function refusal(code: string): InvalidRequest {
  const word = /[A-Za-z_]\w*/.exec(code)?.[0].toUpperCase() ?? code.trim().slice(0, 20);
  const explains = word === 'EXPLAIN' ? 'EXPLAIN explains a SELECT or WITH' : `a query cannot begin with ${word.slice(0, 40)}`;
  return new InvalidRequest('sql', `sql: ${explains}; it may begin with ${STATEMENTS.join(', ')}.`, STATEMENTS);
}
