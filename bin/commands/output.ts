/** Output of commands: tables for people, JSON Lines for programs. */
import Table from 'cli-table3';

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

type Cell = string | number | boolean | null | undefined;
/** By column heading: the function that reads the column's value from an item. */
export type Columns<T> = Readonly<Record<string, (item: T) => Cell>>;

/** A long list is printed as several tables of this many rows, so that it never has to fit in memory. */
export const ROWS_PER_TABLE = 1000;

const NO_BORDERS = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((part) => [part, '']),
);

export class Output {
  readonly #streams: Streams;
  readonly json: boolean;

  constructor(streams: Streams, json: boolean) {
    this.#streams = streams;
    this.json = json;
  }

  /** Prints a line for people; with `--json`, nothing. */
  say(text: string): void {
    if (!this.json) this.#line(printable(text));
  }

  /** Prints one item: a line for each field that has a value, or, with `--json`, one line of JSON. */
  record<T>(item: T, fields: Columns<T>): void {
    if (this.json) return this.#line(JSON.stringify(item));
    const rows = Object.entries(fields).map(([name, read]) => [name, read(item)] as const);
    this.#table(
      [],
      rows.filter(([, value]) => value !== undefined && value !== ''),
    );
  }

  /** Prints a value as JSON: indented, or, with `--json`, on one line. */
  document(value: unknown): void {
    this.#line(this.json ? JSON.stringify(value) : escaped(JSON.stringify(value, undefined, 2)));
  }

  /** Prints many items: a table, or, with `--json`, a line of JSON for each; `nothing` if there is none. Returns their number. */
  async list<T>(items: AsyncIterable<T> | Iterable<T>, columns: Columns<T>, nothing: string): Promise<number> {
    let count = 0;
    let rows: Cell[][] = [];
    for await (const item of items) {
      count += 1;
      if (this.json) {
        this.#line(JSON.stringify(item));
        continue;
      }
      rows.push(Object.values(columns).map((read) => read(item)));
      if (rows.length === ROWS_PER_TABLE) {
        this.#table(Object.keys(columns), rows);
        rows = [];
      }
    }
    if (rows.length > 0) this.#table(Object.keys(columns), rows);
    if (count === 0) this.say(nothing);
    return count;
  }

  #table(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
    this.#line(tableText(head, rows));
  }

  #line(text: string): void {
    this.#streams.stdout.write(`${text}\n`);
  }
}

/** A table without borders, and without a line break at its end. */
export function tableText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    head: head.map(printable),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  table.push(...rows.map((row) => row.map((cell) => printable(String(cell ?? '')))));
  return table.toString().replaceAll(/ +$/gm, '');
}

/** Characters that control a terminal, or change the direction of its text. */
const DANGEROUS = /[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Removes control characters: names and messages come from accounts of others and must not control the terminal. */
export const printable = (text: string): string => text.replaceAll(/[\n\t]+/g, ' ').replaceAll(DANGEROUS, '');

/** Escapes the characters that JSON.stringify leaves unescaped, so that the text stays valid JSON. */
const escaped = (json: string): string =>
  json.replaceAll(DANGEROUS, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `3 accounts`, `1 account`. */
export const counted = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** `3 complete, 1 denied`. */
export const namedCounts = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count ?? 0} ${name}`)
    .join(', ');
