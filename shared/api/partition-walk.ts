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

interface Walk<T> {
  /** Ordered by name. */
  readonly partitions: readonly Partition<T>[];
  readonly matches: (item: T) => boolean;
  readonly limit: number;
  readonly cursor: WalkPosition | undefined;
}

export async function walk<T>({
  partitions,
  matches,
  limit,
  cursor,
}: Walk<T>): Promise<{ readonly items: readonly T[]; readonly cursor?: WalkPosition }> {
  const items: T[] = [];
  let queries = 0;
  let rows = 0;
  let bytes = 0;
  const left = cursor ? partitions.filter(({ name }) => name >= cursor.partition) : partitions;
  for (const [index, partition] of left.entries()) {
    let after = partition.name === cursor?.partition ? cursor.after : undefined;
    do {
      if (queries >= BUDGET.queries || rows >= BUDGET.rows) return { items, cursor: positionOf(partition, after) };
      const page = await partition.read(after, Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, limit - items.length)));
      queries += 1;
      rows += page.entries.length;
      for (const [place, { at, item }] of page.entries.entries()) {
        if (!matches(item)) continue;
        const size = Buffer.byteLength(JSON.stringify(item));
        if (items.length > 0 && bytes + size > BUDGET.bytes) return { items, cursor: positionOf(partition, previous(page, place, after)) };
        items.push(item);
        bytes += size;
        if (items.length < limit) continue;
        const atEnd = place === page.entries.length - 1 && page.next === undefined && index === left.length - 1;
        return atEnd ? { items } : { items, cursor: positionOf(partition, at) };
      }
      after = page.next;
    } while (after !== undefined);
  }
  return { items };
}

const previous = <T>(page: PartitionPage<T>, place: number, start: string | undefined): string | undefined =>
  place === 0 ? start : page.entries[place - 1]!.at;

const positionOf = <T>({ name }: Partition<T>, after: string | undefined): WalkPosition => ({
  partition: name,
  ...(after === undefined ? {} : { after }),
});
