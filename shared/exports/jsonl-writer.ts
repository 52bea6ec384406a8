/** JSON Lines: one canonical JSON object a line. */
import type { FileSink, WrittenFile } from './file-sink.ts';
import type { Cell, Column, RowWriter } from './row.ts';

export class JsonlWriter implements RowWriter {
  readonly #sink: FileSink;
  /** What stands before each cell, in the order of canonical JSON. */
  readonly #members: readonly { readonly before: string; readonly place: number; readonly isJson: boolean }[];

  constructor(sink: FileSink, columns: readonly Column[]) {
    this.#sink = sink;
    this.#members = columns
      .map(({ name, type }, place) => ({ name, place, isJson: type === 'json' }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, place, isJson }, index) => ({ before: `${index === 0 ? '' : ','}${JSON.stringify(name)}:`, place, isJson }));
  }

  /** The same as `canonicalJson` of the record, without making the text of its JSON columns again. */
  write(row: readonly Cell[]): Promise<void> | undefined {
    let line = '{';
    for (const { before, place, isJson } of this.#members) {
      const cell = row[place] ?? null;
      line += before + (isJson && cell !== null ? String(cell) : JSON.stringify(cell));
    }
    return this.#sink.writeText(`${line}}\n`);
  }

  async finish(): Promise<WrittenFile> {
    return await this.#sink.finish();
  }
}
