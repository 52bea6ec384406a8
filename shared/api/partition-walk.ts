/**
 * Reads a listing that is spread over many partitions, in a fixed order, page by page. The work of a page is bounded: if
 * a filter matches few rows, the page is short and has a cursor.
 */
import { z } from 'zod';

/** One partition. `name` is its place in the order, and in cursors. */
export interface Partition<T> {
  readonly name: string;
  /** At most `limit` entries after `after`, in order. */
  read(after: string | undefined, limit: number): Promise<PartitionPage<T>>;
}

export interface PartitionPage<T> {
  /** `at` is the entry's position in the partition. Entries whose rows no longer exist are left out. */
  readonly entries: readonly { readonly at: string; readonly item: T }[];
  /** How many rows were read for them; as many as there are entries if absent. */
  readonly read?: number;
  /** The position after which the next page begins; absent at the end of the partition. */
  readonly next?: string | undefined;
}

/** The position of a listing: a partition, and the entry after which to continue; without `after`, the partition's first entry is next. */
export const walkPosition = z.strictObject({ partition: z.string().max(2048), after: z.string().min(1).max(2048).optional() });
export type WalkPosition = z.infer<typeof walkPosition>;

/** The most queries, rows and bytes that one page may read. A Lambda function can answer with at most 6 MB. */
export const BUDGET = { queries: 64, rows: 2000, bytes: 4_000_000 } as const;
/** The fewest rows that a query reads, because a filter may leave few of them. */
const MIN_CHUNK = 50;
const MAX_CHUNK = 500;
/** The most partitions that are read at once. The first is read alone, because it may fill the page. */
const MOST_AT_ONCE = 16;

interface Walk<T> {
  /** Ordered by name. Those before the cursor's may be left out. */
  readonly partitions: Iterable<Partition<T>> | AsyncIterable<Partition<T>>;
  readonly matches: (item: T) => boolean;
  readonly limit: number;
  readonly cursor: WalkPosition | undefined;
  /** The most queries of the page, if partitions are small. */
  readonly queries?: number;
  /** The most rows of the page, and the fewest that a query reads, if each row takes further reads of which few match. */
  readonly rows?: number;
}

interface Walked<T> {
  readonly items: readonly T[];
  readonly cursor?: WalkPosition;
}

export async function walk<T>({
  partitions,
  matches,
  limit,
  cursor,
  queries: mostQueries = BUDGET.queries,
  rows: mostRows,
}: Walk<T>): Promise<Walked<T>> {
  const items: T[] = [];
  let queries = 0;
  let rows = 0;
  let bytes = 0;
  const isSpent = (): boolean => queries >= mostQueries || rows >= (mostRows ?? BUDGET.rows);
  const read = async (partition: Partition<T>, after: string | undefined): Promise<PartitionPage<T>> =>
    await partition.read(after, Math.min(MAX_CHUNK, Math.max(mostRows ?? MIN_CHUNK, limit - items.length)));

  const left = new Ahead(partitions, cursor);
  for (let atOnce = 1; (await left.peek()) !== undefined; atOnce = Math.min(MOST_AT_ONCE, atOnce * 2)) {
    const group = await left.take(Math.min(atOnce, mostQueries - queries));
    const starts = group.map(({ name }) => (name === cursor?.partition ? cursor.after : undefined));
    const firsts = await Promise.all(group.map(async (partition, index) => await read(partition, starts[index])));
    queries += group.length;
    for (const [index, partition] of group.entries()) {
      let after = starts[index];
      let page = firsts[index]!;
      for (;;) {
        rows += page.read ?? page.entries.length;
        for (const [place, { at, item }] of page.entries.entries()) {
          if (!matches(item)) continue;
          const size = Buffer.byteLength(JSON.stringify(item));
          if (items.length > 0 && bytes + size > BUDGET.bytes)
            return { items, cursor: positionOf(partition, previous(page, place, after)) };
          items.push(item);
          bytes += size;
          if (items.length < limit) continue;
          const atEnd = place === page.entries.length - 1 && page.next === undefined && index === group.length - 1;
          return atEnd && (await left.peek()) === undefined ? { items } : { items, cursor: positionOf(partition, at) };
        }
        after = page.next;
        if (after === undefined) break;
        if (isSpent()) return { items, cursor: positionOf(partition, after) };
        page = await read(partition, after);
        queries += 1;
      }
    }
    const next = await left.peek();
    if (next && isSpent()) return { items, cursor: positionOf(next, undefined) };
  }
  return { items };
}

/** The partitions from the cursor's on, of which the next can be looked at. */
class Ahead<T> {
  readonly #partitions: AsyncIterator<Partition<T>, undefined>;
  #next: Partition<T> | undefined;

  constructor(partitions: Walk<T>['partitions'], cursor: WalkPosition | undefined) {
    this.#partitions = fromCursor(partitions, cursor);
  }

  async peek(): Promise<Partition<T> | undefined> {
    this.#next ??= (await this.#partitions.next()).value;
    return this.#next;
  }

  async take(count: number): Promise<readonly Partition<T>[]> {
    const taken: Partition<T>[] = [];
    for (let next = await this.peek(); next !== undefined; next = await this.peek()) {
      taken.push(next);
      this.#next = undefined;
      if (taken.length >= count) break;
    }
    return taken;
  }
}

async function* fromCursor<T>(
  partitions: Walk<T>['partitions'],
  cursor: WalkPosition | undefined,
): AsyncGenerator<Partition<T>, undefined> {
  for await (const partition of partitions) if (cursor === undefined || partition.name >= cursor.partition) yield partition;
}

const previous = <T>(page: PartitionPage<T>, place: number, start: string | undefined): string | undefined =>
  place === 0 ? start : page.entries[place - 1]!.at;

const positionOf = <T>({ name }: Partition<T>, after: string | undefined): WalkPosition => ({
  partition: name,
  ...(after === undefined ? {} : { after }),
});
