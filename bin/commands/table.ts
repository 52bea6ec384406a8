/**
 * Lays tables out for a terminal of a given width, row by row: a table is printed while its rows arrive. The first rows decide the
 * widths of the columns; no cell is measured or kept beyond the width of the terminal.
 */
import truncatedWidth from 'fast-string-truncated-width';
import { styleText } from 'node:util';
import { printable } from '../../shared/control-characters.ts';

export type Cell = string | number | boolean | null | undefined;

/**
 * The treatment of a cell that is wider than its column. `cut` ends with `…`; `title` goes on in its column on the next lines, and gives way before
 * any `cut`. The others are never cut: where the row has no room, they stand on lines of their own below it. `whole` is an id, a time or a state, which people
 * paste back or compare; `below` is a sentence or a list, which is wrapped.
 */
export type Overflow = 'cut' | 'title' | 'whole' | 'below';

export interface TableColumn {
  readonly heading: string;
  readonly overflow?: Overflow;
}

export interface TableStyle {
  /** Width of the terminal in columns; infinity cuts nothing. */
  readonly width: number;
  readonly color: boolean;
}

/** So many rows decide the widths of the columns. */
export const MEASURED_ROWS = 200;

const GAP = '  ';
const INDENT = '    ';
/** A column that has to give way keeps this width, if its cells are that wide. */
const LEAST_WIDTH = 8;
/** A column that is not cut stays on the line if it is no wider than this. */
const SHORT_WIDTH = 24;
/** Titles give way first, down to this width; below it, whatever is widest gives way. */
const TITLE_WIDTH = 24;
/** Beside a column that is not cut, the other columns keep this width; otherwise that column moves below. */
const COMFORTABLE_WIDTH = 16;

interface Placed extends TableColumn {
  /** Index of the column in a row. */
  readonly at: number;
  readonly width: number;
}

const METRICS = { controlWidth: 0, tabWidth: 0, emojiWidth: 2, regularWidth: 1, wideWidth: 2 } as const;

/** The number of terminal columns that a text takes; it is not measured beyond `limit`. */
export const widthOf = (text: string, limit = Infinity): number => truncatedWidth(text, { limit }, METRICS).width;

/** The text that is looked at for a cell `width` columns wide: enough for a cut, however long the cell is. */
const shown = (cell: Cell, width: number): string => {
  const text = String(cell ?? '');
  return printable(text.length > width * 8 ? text.slice(0, width * 8 + 64) : text);
};

function cut(text: string, width: number): string {
  const { truncated, ellipsed, index } = truncatedWidth(text, { limit: width, ellipsis: '…', ellipsisWidth: 1 }, METRICS);
  return truncated ? `${text.slice(0, index)}${ellipsed ? '…' : ''}` : text;
}

/** The text in lines of at most `width` columns, broken at spaces; a word that is wider stays whole, because it may be an id or an address. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

export class Table {
  readonly #columns: readonly TableColumn[];
  readonly #style: TableStyle;
  #line: readonly Placed[] = [];
  /** Columns whose cells stand on lines of their own below the row. */
  #below: readonly Placed[] = [];
  /** Headings of the columns for which the width does not suffice. */
  hidden: readonly string[] = [];

  /** `rows`: the first rows of the table. */
  constructor(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[], style: TableStyle) {
    this.#columns = columns;
    this.#style = style;
    this.#place(rows.slice(0, MEASURED_ROWS));
  }

  head(): string {
    const headings = this.#columns.map(({ heading }) => heading);
    const line = this.#row(headings, this.#line, 'cut');
    return this.#style.color ? styleText('bold', line, { validateStream: false }) : line;
  }

  /** The lines of a row, without a line break at the end. */
  row(cells: readonly Cell[]): string {
    return [...this.#lines(cells), ...this.#below.flatMap((column) => this.#linesBelow(cells[column.at], column))].join('\n');
  }

  #linesBelow(cell: Cell, { heading, overflow }: Placed): readonly string[] {
    const text = shownWhole(cell);
    if (text === '') return [];
    if (overflow === 'whole') return [`${INDENT}${text}`];
    return wrapped(`${heading}: ${text}`, this.#style.width - INDENT.length).map((line) => `${INDENT}${line}`);
  }

  /** The row's first line, and those on which its titles go on. */
  #lines(cells: readonly Cell[]): readonly string[] {
    const titles = new Map(
      this.#line
        .filter(({ overflow }) => overflow === 'title')
        .map(({ at, width }) => [at, wrapped(shown(cells[at], this.#style.width), width)] as const),
    );
    const count = Math.max(1, ...[...titles.values()].map(({ length }) => length));
    return Array.from({ length: count }, (_, place) =>
      this.#row(
        cells.map((cell, at) => (titles.has(at) ? (titles.get(at)![place] ?? '') : place === 0 ? cell : '')),
        this.#line,
      ),
    );
  }

  #row(cells: readonly Cell[], columns: readonly Placed[], overflow?: Overflow): string {
    const texts = columns.map((column, index) => {
      const text = textOf(cells[column.at], { ...column, ...(overflow && { overflow }) });
      const padding = index === columns.length - 1 ? '' : ' '.repeat(Math.max(0, column.width - widthOf(text)));
      return `${this.#style.color && overflow === undefined ? colored(column.heading, text) : text}${padding}`;
    });
    return texts.join(GAP).trimEnd();
  }

  #place(rows: readonly (readonly Cell[])[]): void {
    const limit = this.#style.width;
    const natural = this.#columns.map((column, at) => ({
      ...column,
      at,
      width: Math.max(widthOf(column.heading), ...rows.map((row) => cellWidth(row[at], column, limit))),
    }));
    const isEmpty = ({ at, overflow }: Placed): boolean => overflow === 'below' && rows.every((row) => shownWhole(row[at]) === '');
    const uncut = natural
      .filter((column) => isNeverCut(column) && (column.width > SHORT_WIDTH || isEmpty(column)))
      .toSorted((a, b) => Number(isEmpty(a)) - Number(isEmpty(b)) || a.width - b.width);
    const empty = uncut.filter(isEmpty).length;
    // The narrowest ids keep their place on the line as long as the other columns stay readable beside them.
    for (let beside = uncut.length - empty; ; beside--) {
      const below = new Set(uncut.slice(beside));
      const line = natural.filter((column) => !below.has(column));
      const least = beside === 0 ? LEAST_WIDTH : COMFORTABLE_WIDTH;
      const fitted = fit(line, limit, least);
      if (fitted === undefined && beside > 0) continue;
      this.#below = [...below].toSorted((a, b) => a.at - b.at);
      this.#line = fitted ?? firstThatFit(line, limit);
      this.hidden = line.filter(({ at }) => this.#line.every((placed) => placed.at !== at)).map(({ heading }) => heading);
      return;
    }
  }
}

const shownWhole = (cell: Cell): string => printable(String(cell ?? ''));

const cellWidth = (cell: Cell, column: TableColumn, limit: number): number =>
  isNeverCut(column) ? widthOf(shownWhole(cell)) : widthOf(shown(cell, limit), limit);

const isNeverCut = ({ overflow }: TableColumn): boolean => overflow === 'whole' || overflow === 'below';

const textOf = (cell: Cell, column: Placed): string =>
  isNeverCut(column) ? shownWhole(cell) : cut(shown(cell, column.width), column.width);

const total = (columns: readonly Placed[]): number =>
  columns.reduce((sum, { width }) => sum + width, 0) + GAP.length * Math.max(0, columns.length - 1);

/** The least width to which the column may shrink. */
const leastOf = (column: Placed, least: number): number =>
  isNeverCut(column) ? column.width : Math.min(column.width, Math.max(least, widthOf(column.heading)));

/** Narrows titles first, then the widest columns, until all fit; undefined if they cannot. */
function fit(columns: readonly Placed[], limit: number, least: number): readonly Placed[] | undefined {
  let excess = total(columns) - limit;
  const widths = columns.map(({ width }) => width);
  while (excess > 0) {
    const free = columns.map((column, index) => widths[index]! - leastOf(column, least));
    const widestOf = (may: (index: number) => boolean): number =>
      widths.reduce((best, width, index) => (free[index]! > 0 && may(index) && (best === -1 || width > widths[best]!) ? index : best), -1);
    const widestTitle = widestOf((index) => columns[index]!.overflow === 'title' && widths[index]! > TITLE_WIDTH);
    const widest = widestTitle === -1 ? widestOf(() => true) : widestTitle;
    if (widest === -1) return undefined;
    widths[widest]! -= 1;
    excess -= 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index]! }));
}

/** As many of the first columns as fit. */
function firstThatFit(columns: readonly Placed[], limit: number): readonly Placed[] {
  for (let count = columns.length; count > 1; count--) {
    const fitted = fit(columns.slice(0, count), limit, LEAST_WIDTH);
    if (fitted) return fitted;
  }
  return columns.slice(0, 1).map((column) => ({ ...column, width: Math.min(column.width, limit) }));
}

type Color = Parameters<typeof styleText>[0];
const COLORED_COLUMNS: ReadonlySet<string> = new Set(['severity', 'status', 'state', 'outcome', 'verdict', 'result']);
const COLORS: Readonly<Record<string, Color>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  informational: 'dim',
  fail: 'red',
  failed: 'red',
  denied: 'red',
  partial: 'yellow',
  suspect: 'yellow',
  unknown: 'yellow',
  completed_with_errors: 'yellow',
  pass: 'green',
  complete: 'green',
  completed: 'green',
  ok: 'green',
  open: 'red',
  resolved: 'green',
  suppressed: 'dim',
};

/** A word that tells good from bad, in its color; other texts as they are. */
export function colored(heading: string, text: string): string {
  const color = COLORED_COLUMNS.has(heading) ? COLORS[text] : undefined;
  return color === undefined ? text : styleText(color, text, { validateStream: false });
}

/** A whole table as text, without a line break at its end and with nothing cut; an empty `head` leaves the headings out. */
export function tableText(head: readonly string[], rows: readonly (readonly Cell[])[], width = Infinity): string {
  const columns = (head.length > 0 ? head : (rows[0] ?? [])).map((_, index) => ({ heading: head[index] ?? '' }));
  const table = new Table(columns, rows, { width, color: false });
  return [...(head.length > 0 ? [table.head()] : []), ...rows.map((row) => table.row(row))].join('\n');
}
