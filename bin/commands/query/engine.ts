/** What runs SQL: DuckDB over an export on this machine, or Athena over every night's. */

export const QUERY_FORMATS = ['table', 'csv', 'json'] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

/** As JSON has it. Integers that a number cannot hold, dates and times are text. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Row = readonly Value[];

export interface Result {
  /** As selected; a name may come twice. */
  readonly columns: readonly string[];
  /** Some rows at a time, as they come. @throws CommandError */
  readonly batches: AsyncIterable<readonly Row[]>;
}

export interface Completion {
  /** What may stand there instead of the line's end from `start` on. */
  readonly words: readonly string[];
  readonly start: number;
}

export interface Engine {
  /** One statement that reads. @throws CommandError in one sentence: what is wrong with it, and where */
  run(sql: string): Promise<Result>;
  /** How it would be run, without running it. @throws CommandError */
  explain(sql: string): Promise<string>;
  /** Ends what is running: it throws `Interrupted`. Nothing happens if nothing runs. */
  interrupt(): void;
  complete(line: string): Promise<Completion>;
  close(): Promise<void>;
}

export const INTERRUPTED = 'The query was interrupted.';

/** One column of an answer that is short, as lines: of an `EXPLAIN`. */
export async function textOf({ batches }: Result, column: (row: Row) => Value | undefined): Promise<string> {
  const lines: string[] = [];
  for await (const rows of batches) lines.push(...rows.map((row) => textual(column(row) ?? null)));
  return lines.join('\n');
}

/** Text if a number would lose digits. */
export function exactNumber(text: string): number | string {
  const number = Number(text);
  const digits = text.replace(/^-?0*|\./g, '');
  return digits.length <= 15 || String(number) === text ? number : text;
}

/** Lists and structures are JSON; null is nothing. */
export const textual = (value: Value): string => (value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
