/**
 * CSV for spreadsheets: cells that one would run as a formula are neutralised by an apostrophe, also where a spreadsheet would
 * begin a cell that is none here: after blanks, or a semicolon, tab or line break in a text.
 */
import { stringify } from 'csv-stringify/sync';
import type { FileSink, WrittenFile } from './file-sink.ts';
import type { Cell, Column, RowWriter } from './row.ts';

/** Rows that are made into text at once: setting the library up costs more than a row. */
const BATCH = 500;

export class CsvWriter implements RowWriter {
  readonly #sink: FileSink;
  readonly #places: readonly number[];
  #rows: (readonly Cell[])[];

  /** Shows `fields`, in their order. */
  constructor(sink: FileSink, columns: readonly Column[], fields: readonly string[]) {
    this.#sink = sink;
    this.#places = fields.map((field) => columns.findIndex(({ name }) => name === field));
    this.#rows = [fields];
  }

  write(row: readonly Cell[]): Promise<void> | undefined {
    this.#rows.push(this.#places.map((place) => inert(row[place] ?? null)));
    return this.#rows.length < BATCH ? undefined : this.#flush();
  }

  async finish(): Promise<WrittenFile> {
    await this.#flush();
    return await this.#sink.finish();
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    await this.#sink.writeText(stringify(rows, { escape_formulas: true }));
  }
}

const FORMULA_WITHIN = /(^\s+|[;\t\r\n]["\s]*)(?=[=+\-@])/g;

const inert = (cell: Cell): Cell => (typeof cell === 'string' ? cell.replaceAll(FORMULA_WITHIN, "$1'") : cell);
