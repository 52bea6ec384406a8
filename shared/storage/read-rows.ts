/** Reads rows by their keys within a budget of bytes, so that a page of large rows is short and does not fill the memory. */
import type { TableName } from './schema.ts';
import type { Item, Key, Store } from './store.ts';

/** Rows read at once. A row may be 400 KB compressed, and several times that in memory. */
const AT_ONCE = 50;
const MAX_BYTES = 4_000_000;

export interface RowsRead {
  readonly rows: readonly Item[];
  /** How many of the keys were read, from the first on. Keys without a row count. */
  readonly read: number;
}

/** Reads the keys in their order until the rows have more bytes, as JSON, than a page takes. Rows come in no particular order. */
export async function readRows(store: Pick<Store, 'getMany'>, table: TableName, keys: readonly Key[]): Promise<RowsRead> {
  const rows: Item[] = [];
  let bytes = 0;
  let read = 0;
  while (read < keys.length && bytes <= MAX_BYTES) {
    const found = await store.getMany(table, keys.slice(read, read + AT_ONCE));
    read = Math.min(keys.length, read + AT_ONCE);
    for (const row of found) bytes += JSON.stringify(row).length;
    rows.push(...found);
  }
  return { rows, read };
}
