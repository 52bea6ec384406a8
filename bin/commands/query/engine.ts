/** The interface of what runs SQL: DuckDB over an export on this machine, or Athena over the platform's nightly exports. */

export const QUERY_FORMATS = ['table', 'csv', 'json'] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

/** A value as JSON. Dates, times, and integers that a JavaScript number cannot hold exactly are text. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Row = readonly Value[];

export interface Result {
  /** Column names in the order of the SELECT; the same name may occur twice. */
  readonly columns: readonly string[];
  /** The rows in batches, while the query delivers them. @throws CommandError */
  readonly batches: AsyncIterable<readonly Row[]>;
}

export interface Completion {
  /** Words that may replace the end of the line, from `start` on. */
  readonly words: readonly string[];
  readonly start: number;
}

/** A table that statements may read. */
export interface QueryTable {
  readonly name: string;
  /** `isJson`: the column is text that holds JSON. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isJson: boolean }[];
}

export interface Engine {
  readonly tables: readonly QueryTable[];
  /** Runs one statement that only reads. @throws CommandError in one sentence: what is wrong with the statement, and where */
  run(sql: string): Promise<Result>;
  /** The statement's plan, without running it. @throws CommandError */
  explain(sql: string): Promise<string>;
  /** Stops the running statement, which then throws `INTERRUPTED` as a CommandError; does nothing if no statement runs. */
  interrupt(): void;
  complete(line: string): Promise<Completion>;
  close(): Promise<void>;
}

export const INTERRUPTED = 'The query was interrupted.';

/** One column of a short result as lines of text, such as the plan that an `EXPLAIN` returns. */
export async function textOf({ batches }: Result, column: (row: Row) => Value | undefined): Promise<string> {
  const lines: string[] = [];
  for await (const rows of batches) lines.push(...rows.map((row) => textual(column(row) ?? null)));
  return lines.join('\n');
}

/** The number, or its text if a JavaScript number would lose digits. */
export function exactNumber(text: string): number | string {
  const number = Number(text);
  const digits = text.replace(/^-?0*|\./g, '');
  return digits.length <= 15 || String(number) === text ? number : text;
}

/** The value as text: lists and structures as JSON, null as the empty text. */
export const textual = (value: Value): string => (value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
