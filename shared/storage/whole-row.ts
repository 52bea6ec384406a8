/**
 * Rows that several runs write as a whole, one run after the other. A row holds the `observed_at` of the run that wrote it last. Each
 * write is conditional on the `observed_at` that the run has read, so a run never overwrites a write that it has not seen, and an older
 * run stops when a newer one has written (docs/adr/0003-order-of-runs.md).
 */
import { ConditionFailed } from '../errors.ts';
import type { TableName } from './schema.ts';
import { absent, equals, type Item, type Key, type Store } from './store.ts';

export interface WholeRow {
  /** The time of the run that wrote the row last. */
  readonly observed_at: string;
}

export interface RowPlace<Row extends WholeRow> {
  readonly table: TableName;
  readonly key: Key;
  readonly itemOf: (row: Row) => object;
  readonly rowOf: (item: Item) => Row;
}

const MAX_TRIES = 5;

/**
 * Replaces a row by what `next` makes of it, and returns the new row. If another run has written the row since this run read it, the row
 * is read again and `next` is called again.
 * @param observedAt the time of the run that writes; `next` puts it into the row
 * @param known the row as this run last read it; undefined if there was none
 * @throws ConditionFailed if a newer run has written the row
 */
export async function replaceRow<Row extends WholeRow>(
  store: Store,
  { table, key, itemOf, rowOf }: RowPlace<Row>,
  observedAt: string,
  known: Row | undefined,
  next: (before: Row | undefined) => Row,
): Promise<Row> {
  let before = known;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (before && before.observed_at > observedAt) break;
    const after = next(before);
    try {
      await store.put(table, itemOf(after), before ? equals('observed_at', before.observed_at) : absent('observed_at'));
      return after;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
    const item = await store.get(table, key, { consistent: true });
    before = item && rowOf(item);
  }
  throw new ConditionFailed(table);
}
