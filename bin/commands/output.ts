/** What commands print: tables for people, JSON Lines for programs. */
import Table from 'cli-table3';

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

type Cell = string | number | boolean | null | undefined;
/** Heading and what stands under it. */
export type Columns<T> = Readonly<Record<string, (item: T) => Cell>>;

/** Rows that are laid out together: a table of a large estate is printed as it comes. */
export const ROWS_TOGETHER = 1000;

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

  /** For people; nothing with `--json`. */
  say(text: string): void {
    if (!this.json) this.#line(printable(text));
  }

  /** One thing: its fields one below the other, or one line of JSON. */
  record<T>(item: T, fields: Columns<T>): void {
    if (this.json) return this.#line(JSON.stringify(item));
    const rows = Object.entries(fields).map(([name, read]) => [name, read(item)] as const);
    this.#table(
      [],
      rows.filter(([, value]) => value !== undefined && value !== ''),
    );
  }

  /** Any text or value as it is: its JSON on one line for programs, indented for people. */
  document(value: unknown): void {
    this.#line(this.json ? JSON.stringify(value) : escaped(JSON.stringify(value, undefined, 2)));
  }

  /** Many things: a table, or a line of JSON for each. Answers with their number. */
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
      if (rows.length === ROWS_TOGETHER) {
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

/** Columns side by side, without a line break at the end. */
export function tableText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    head: head.map(printable),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  table.push(...rows.map((row) => row.map((cell) => printable(String(cell ?? '')))));
  return table.toString().replaceAll(/ +$/gm, '');
}

/** Characters that drive a terminal, or turn the direction of its text. */
const DANGEROUS = /[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Names and messages come from accounts that anyone may own: what they hold must not drive the terminal. */
export const printable = (text: string): string => text.replaceAll(/[\n\t]+/g, ' ').replaceAll(DANGEROUS, '');

/** JSON stays JSON: what JSON.stringify leaves as it is becomes an escape. */
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
