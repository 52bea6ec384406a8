/**
 * Rows that several runs write whole, one after the other. A row carries the `observed_at` of the run that wrote it last, and each write
 * names the one that it replaces: no run overwrites what another run has written since it read, and an older run stops when a newer one
 * has written (docs/adr/0003-order-of-runs.md).
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
 * Writes what `next` makes of the row before. `known` is the row as the run last saw it; if another run has written since, the row is read
 * again and `next` is asked again. Returns the row as stored.
 * @param observedAt the time of the run that writes; `next` puts it into the row
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
