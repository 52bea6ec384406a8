/** A record as every format wants it: its JSON is made once. */
import { canonicalJson } from '../canonical-json.ts';
import type { ColumnType, Dataset } from './datasets.ts';
import type { WrittenFile } from './file-sink.ts';

/** A `json` column's is its canonical text. */
export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export const columnsOf = (dataset: Pick<Dataset<never>, 'columns'>): readonly Column[] =>
  Object.entries<ColumnType>(dataset.columns).map(([name, type]) => ({ name, type }));

/** One cell for each column, in their order. */
export const rowOf = (record: object, columns: readonly Column[]): readonly Cell[] =>
  columns.map(({ name, type }) => {
    const value = (record as Readonly<Record<string, unknown>>)[name] ?? null;
    return value === null || type !== 'json' ? (value as Cell) : canonicalJson(value);
  });

/** Writes one file, a row at a time, into a sink that is somebody else's to close if it is not finished. */
export interface RowWriter {
  /** A promise only where there is something to wait for. */
  write(row: readonly Cell[]): Promise<void> | undefined;
  finish(): Promise<WrittenFile>;
}
