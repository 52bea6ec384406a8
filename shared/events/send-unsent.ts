/** Sends the events that no writer has sent: the bus refused them, or the writer died between its write and the sending. The poller calls it. */
import type { Metrics } from '../observability/metrics.ts';
import { type Clock, isoTime } from '../seams.ts';
import { keyAttributes, OUTBOX_SHARDS, type OutboxTable } from '../storage/schema.ts';
import type { Item, Key, Store } from '../storage/store.ts';
import type { CausedRow, Outbox, OutboxAttributes } from './outbox.ts';

/** Writers send their events themselves, within this time. */
export const WRITERS_MS = 60_000;
/** The most rows of one partition that are sent before the next partition has its turn. */
const ROWS_AT_ONCE = 100;

export interface SendUnsentDeps {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: Pick<Clock, 'now'>;
  readonly metrics: Metrics;
  /** When to stop, in milliseconds since 1970. */
  readonly until: number;
}

interface Partition {
  readonly table: OutboxTable;
  readonly shard: string;
  /** From where on the partition has not been read; undefined at its beginning. */
  cursor?: Key | undefined;
}

/**
 * Goes through the partitions in turns, oldest events first, until all is sent or `until` has come. Stops as soon as the bus seems
 * to be down: the next poll tries again. Returns how many rows' events were sent.
 */
export async function sendUnsent(deps: SendUnsentDeps): Promise<number> {
  const { outbox, clock, metrics, until } = deps;
  let left = allPartitions();
  let sent = 0;
  let oldest: string | undefined;
  let isDown = false;
  while (left.length > 0 && !isDown && clock.now() < until) {
    const next: Partition[] = [];
    for (const partition of left) {
      if (isDown || clock.now() >= until) break;
      const { rows, cursor, since } = await unsentRows(partition, deps);
      if (since !== undefined && (oldest === undefined || since < oldest)) oldest = since;
      const answer = await outbox.publishAll(rows);
      sent += answer.sent;
      isDown = answer.isDown;
      if (cursor) next.push({ ...partition, cursor });
    }
    left = next;
  }
  const age = oldest === undefined ? 0 : Math.max(0, clock.now() - Date.parse(oldest)) / 1_000;
  metrics.count('outbox', {}, { RowsSentLate: sent, OldestUnsentEventSeconds: age });
  return sent;
}

function allPartitions(): readonly Partition[] {
  // `Object.entries` gives the keys as text.
  const tables = Object.entries(OUTBOX_SHARDS) as [OutboxTable, number][];
  return tables.flatMap(([table, shards]) =>
    Array.from({ length: shards }, (_, shard) => ({ table, shard: String(shard).padStart(2, '0') })),
  );
}

/** The next rows of the partition whose writers have had their time. `since`: when the oldest of their events was stored. */
async function unsentRows(
  { table, shard, cursor }: Partition,
  { store, clock }: SendUnsentDeps,
): Promise<{ readonly rows: readonly CausedRow[]; readonly cursor?: Key | undefined; readonly since?: string | undefined }> {
  const page = await store.query(table, {
    index: `${table}_outbox`,
    partition: shard,
    range: { to: isoTime(clock.now() - WRITERS_MS) },
    limit: ROWS_AT_ONCE,
    cursor,
  });
  if (page.items.length === 0) return { rows: [], cursor: page.cursor };
  const keys = page.items.map((item) => keyOf(table, item));
  const rows = (await store.getMany(table, keys)).map((item) => ({
    table,
    key: keyOf(table, item),
    // Rows of these tables carry the attributes that `Outbox.of` gave them.
    attributes: item as OutboxAttributes,
  }));
  const since = page.items[0]?.['outbox_at'];
  return { rows, cursor: page.cursor, since: typeof since === 'string' ? since.slice(0, since.indexOf('#')) : undefined };
}

/** The key of the row in its table. */
const keyOf = (table: OutboxTable, item: Item): Key =>
  // The attributes of a key are texts or numbers.
  Object.fromEntries(keyAttributes(table).map((name) => [name, item[name] as string | number]));
