/** Output of commands: tables for people, JSON Lines for programs. */
import type { Command } from 'commander';
import { escapedJson, printable } from '../../shared/control-characters.ts';
import { MEASURED_ROWS, Table, widthOf, wrapped, type Cell, type Overflow, type TableColumn, type TableStyle } from './table.ts';
import { counted, namedCounts, numberText } from '../../shared/number-text.ts';

export { counted, escapedJson, namedCounts, printable };

export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

type Read<T> = (item: T) => Cell;
/** By column heading: the function that reads the column's value from an item. */
export type Columns<T> = Readonly<Record<string, Read<T> | { readonly read: Read<T>; readonly overflow: Overflow }>>;

/** A column of ids, times, states or scores: they are never cut. */
export const whole = <T>(read: Read<T>): { readonly read: Read<T>; readonly overflow: Overflow } => ({ read, overflow: 'whole' });
/** A column of titles: where a row is too wide, they take several lines before anything else gives way. */
export const titled = <T>(read: Read<T>): { readonly read: Read<T>; readonly overflow: Overflow } => ({ read, overflow: 'title' });
/** A column of sentences or lists, which are read whole. */
export const below = <T>(read: Read<T>): { readonly read: Read<T>; readonly overflow: Overflow } => ({ read, overflow: 'below' });

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export interface OutputOptions extends TableStyle {
  readonly json: boolean;
}

/** From this width on, tables show columns that narrower ones leave out. */
const WIDE = 140;
/** Width of tables where there is no terminal, unless the environment variable COLUMNS says otherwise. */
const USUAL_WIDTH = 80;

interface GlobalOptions {
  readonly json?: boolean;
  readonly color?: (typeof COLOR_CHOICES)[number];
  readonly wide?: boolean;
}

/** The output that the global options, the environment and the terminal ask for. */
export function outputOf(command: Command, surroundings: Streams & { readonly env: NodeJS.ProcessEnv }): Output {
  return new Output(surroundings, outputOptions(command.optsWithGlobals<GlobalOptions>(), surroundings));
}

export function outputOptions(
  { json = false, color = 'auto', wide = false }: GlobalOptions,
  { stdout, env }: Pick<Streams, 'stdout'> & { readonly env: NodeJS.ProcessEnv },
): OutputOptions {
  const columns = stdout.isTTY ? stdout.columns : Number(env['COLUMNS']);
  const width = Number.isInteger(columns) && columns! > 0 ? columns! : USUAL_WIDTH;
  const colors = stdout.isTTY === true && !env['NO_COLOR'] && !isDumb(env);
  return { json, width: wide ? Infinity : width, color: color === 'auto' ? colors : color === 'always' };
}

/** Whether the terminal can do no more than print text: nothing moves its cursor or colors its text. */
export const isDumb = (env: NodeJS.ProcessEnv): boolean => env['TERM'] === 'dumb';

export class Output {
  readonly #streams: Streams;
  readonly #style: TableStyle;
  readonly json: boolean;

  /** The lines that the next list prints below its items. */
  readonly #below: string[] = [];

  constructor(streams: Streams, { json, ...style }: OutputOptions) {
    this.#streams = streams;
    this.#style = style;
    this.json = json;
  }

  /** Whether nothing is cut, so that a row may be as long as it needs. */
  get isUncut(): boolean {
    return this.#style.width === Infinity;
  }

  /** Whether tables have room for more columns: the terminal is wide, or its width does not count. */
  get isWide(): boolean {
    return this.#style.width >= WIDE;
  }

  /** Prints a line for people; with `--json`, nothing. */
  say(text: string): void {
    if (!this.json) this.#line(printable(text));
  }

  /** Prints one item: a line for each field that has a value, or, with `--json`, one line of JSON. */
  record<T>(item: T, fields: Columns<T>): void {
    if (this.json) return this.#line(escapedJson(JSON.stringify(item)));
    const rows = Object.entries(fields)
      .map(([name, column]) => [name, readText(column, item)] as const)
      .filter(([, value]) => value !== undefined && value !== '');
    const margin = Math.max(...rows.map(([name]) => widthOf(name))) + 2;
    for (const [name, value] of rows) {
      const [first, ...others] = wrapped(printable(String(value ?? '')), Math.max(20, this.#style.width - margin));
      this.#line(`${name.padEnd(margin)}${first}`.trimEnd());
      for (const line of others) this.#line(`${' '.repeat(margin)}${line}`);
    }
  }

  /** Prints a value as JSON: indented, or, with `--json`, on one line. */
  document(value: unknown): void {
    this.#line(escapedJson(JSON.stringify(value, undefined, this.json ? undefined : 2)));
  }

  /** Prints many items: a table, or, with `--json`, a line of JSON for each; `nothing` if there is none. Returns their number. */
  async list<T>(items: AsyncIterable<T> | Iterable<T>, columns: Columns<T>, nothing: string): Promise<number> {
    const count = await this.#items(items, columns, nothing);
    this.endAnswer();
    return count;
  }

  async #items<T>(items: AsyncIterable<T> | Iterable<T>, columns: Columns<T>, nothing: string): Promise<number> {
    const { stdout } = this.#streams;
    let count = 0;
    if (this.json) {
      for await (const item of items) {
        count += 1;
        await written(stdout, `${escapedJson(JSON.stringify(item))}\n`);
      }
      return count;
    }
    const headings = Object.entries(columns).map(([heading, column]) => ({ heading, overflow: overflowOf(column) }));
    const shown = Object.values(columns);
    const table = new GrowingTable(stdout, headings, this.#style);
    for await (const item of items) {
      count += 1;
      await table.add(shown.map((column) => readText(column, item)));
    }
    if (count === 0) {
      this.say(nothing);
      return 0;
    }
    const hidden = await table.end();
    if (hidden.length > 0) this.#streams.stderr.write(`${printable(noRoomFor(hidden))}\n`);
    return count;
  }

  /** A function that makes `list` say, below its items, how many a filter by tag left out without knowing their tags. On stderr, so that it is seen with `--json` too. */
  leftOut(one: string): (count: number) => void {
    return (count) => void this.#below.push(leftOutText(count, one));
  }

  /** Prints on stderr what is to be said below an answer. */
  endAnswer(): void {
    for (const text of this.#below.splice(0)) this.#streams.stderr.write(`${printable(text)}\n`);
  }

  #line(text: string): void {
    this.#streams.stdout.write(`${text}\n`);
  }
}

/** `one`: what is counted, such as `finding`. */
export const leftOutText = (count: number, one: string): string =>
  `${counted(count, one)} left out, because the tags could not be read: "muster coverage list" tells what inventories may not read.`;

/** Says which columns a table had no room for. */
export const noRoomFor = (columns: readonly string[]): string =>
  `${counted(columns.length, 'more column')} had no room: ${columns.join(', ')}; widen the terminal, or use --wide or --json.`;

const readerOf = <T>(column: Columns<T>[string]): Read<T> => (typeof column === 'function' ? column : column.read);
/** The column's cell of an item, a number as people read it. */
function readText<T>(column: Columns<T>[string], item: T): Cell {
  const cell = readerOf(column)(item);
  return typeof cell === 'number' ? numberText(cell) : cell;
}
const overflowOf = <T>(column: Columns<T>[string]): Overflow => (typeof column === 'function' ? 'cut' : column.overflow);

/** Prints a table while its rows arrive: the first ones are held back until the widths of the columns are known. */
export class GrowingTable {
  readonly #stdout: Streams['stdout'];
  readonly #columns: readonly TableColumn[];
  readonly #style: TableStyle;
  #held: (readonly Cell[])[] = [];
  #table: Table | undefined;

  constructor(stdout: Streams['stdout'], columns: readonly TableColumn[], style: TableStyle) {
    this.#stdout = stdout;
    this.#columns = columns;
    this.#style = style;
  }

  async add(row: readonly Cell[]): Promise<void> {
    if (this.#table) return await written(this.#stdout, `${this.#table.row(row)}\n`);
    this.#held.push(row);
    if (this.#held.length === MEASURED_ROWS) await this.#begin();
  }

  /** Prints what is held back, and the headings if there was no row. Returns the headings of columns that had no room. */
  async end(): Promise<readonly string[]> {
    return (this.#table ?? (await this.#begin())).hidden;
  }

  async #begin(): Promise<Table> {
    const table = new Table(this.#columns, this.#held, this.#style);
    this.#table = table;
    const lines = [table.head(), ...this.#held.map((row) => table.row(row))];
    this.#held = [];
    await written(this.#stdout, `${lines.join('\n')}\n`);
    return table;
  }
}

/** Writes the text, and resolves when the stream can take more. */
export async function written(stdout: Streams['stdout'], text: string): Promise<void> {
  if (text === '') return;
  const stream = stdout as Partial<NodeJS.WritableStream>;
  if (stdout.write(text) !== false || stream.once === undefined) return;
  await new Promise<void>((resolve) => {
    stream.once?.('drain', resolve);
  });
}

/** `2026-11-29T01:52Z`: a time to the minute, in a form that options take; undefined stays. */
export const minuteOf = (at: string | undefined): string | undefined => (at === undefined ? undefined : `${at.slice(0, 16)}Z`);
