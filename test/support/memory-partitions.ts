/** The rows of a table or of one of its indexes, by partition, each partition in order of the sort key. */
import type { IndexSchema, TableSchema } from '../../shared/storage/schema.ts';
import type { Item, Key, Page, Query } from '../../shared/storage/store.ts';
import { compareValues } from './memory-conditions.ts';
import { checkedKeyValue } from './memory-limits.ts';
import { firstPlace, SortedList } from './sorted-list.ts';

/** DynamoDB ends a page at the row that makes it this many bytes large. */
const PAGE_BYTES = 2 ** 20;

/** Refers to a row's newest state, so that a write that does not change the row's place moves nothing. */
export interface Slot {
  row: Item;
  /** The size of the row's stored form. */
  bytes: number;
}

export class Partitions {
  readonly #keys: IndexSchema | TableSchema;
  /** The attributes by which a partition is sorted: its sort key, then the table's key attributes, which make the order unique. */
  readonly #order: readonly string[];
  /** The attributes of a cursor, which together determine a row's place. */
  readonly #place: readonly string[];
  readonly #projected: readonly string[] | undefined;
  readonly #partitions = new Map<string, SortedList<Slot>>();
  /** The sorted names of the partitions; undefined after a partition was added or removed. */
  #sortedNames: string[] | undefined;

  constructor(keys: IndexSchema | TableSchema, tableKeys: readonly string[]) {
    const { partition, sort } = keys;
    this.#keys = keys;
    this.#place = [...new Set([partition.name, ...(sort ? [sort.name] : []), ...tableKeys])];
    this.#order = this.#place.slice(1);
    this.#projected = 'projection' in keys && keys.projection === 'KEYS_ONLY' ? this.#place : undefined;
  }

  /** Whether a write moves the row, adds it or removes it. */
  isMoved(before: Item, after: Item): boolean {
    return this.#place.some((name) => before[name] !== after[name]);
  }

  /** A row that lacks a key attribute is not in an index. @throws if a key attribute is present and not valid as a key */
  has(row: Item): boolean {
    const { partition, sort } = this.#keys;
    const hasPartition = row[partition.name] !== undefined && checkedKeyValue(row, partition, 'partition') !== undefined;
    const hasSort = !sort || (row[sort.name] !== undefined && checkedKeyValue(row, sort, 'sort') !== undefined);
    return hasPartition && hasSort;
  }

  add(slot: Slot): void {
    if (!this.has(slot.row)) return;
    const name = this.#partitionOf(slot.row);
    let rows = this.#partitions.get(name);
    if (!rows) {
      rows = new SortedList((a, b) => this.#compare(a.row, b.row));
      this.#partitions.set(name, rows);
      this.#sortedNames = undefined;
    }
    rows.add(slot);
  }

  remove(slot: Slot): void {
    if (!this.has(slot.row)) return;
    const name = this.#partitionOf(slot.row);
    const rows = this.#partitions.get(name);
    rows?.remove(slot);
    if (rows?.size !== 0) return;
    this.#partitions.delete(name);
    this.#sortedNames = undefined;
  }

  query({ partition, range, cursor, descending = false, limit = Infinity, fields, consistent }: Query): Page {
    if ('projection' in this.#keys && consistent) throw new Error('An index has no consistent reads.');
    const rows = this.#partitions.get(partition);
    if (!rows) return { items: [] };
    let [start, end] = this.#bounds(rows, range);
    if (cursor && descending)
      end = Math.min(
        end,
        rows.firstWhere(({ row }) => this.#compare(row, cursor) >= 0),
      );
    if (cursor && !descending)
      start = Math.max(
        start,
        rows.firstWhere(({ row }) => this.#compare(row, cursor) > 0),
      );
    const ordered = rows.inOrder();
    const page = new PageFill(limit);
    if (descending) for (let place = end - 1; place >= start && !page.isFull; place--) page.add(ordered[place] as Slot);
    else for (let place = start; place < end && !page.isFull; place++) page.add(ordered[place] as Slot);
    return this.#page(page, this.#visible(fields));
  }

  /** Scans the partitions in the order of their names. DynamoDB promises no order. */
  scan({ cursor, limit = Infinity }: Pick<Query, 'cursor' | 'limit'>): Page {
    const from = cursor && this.#partitionOf(cursor);
    const page = new PageFill(limit);
    for (const name of this.#names(from)) {
      const rows = this.#partitions.get(name) as SortedList<Slot>;
      const start = cursor && name === from ? rows.firstWhere(({ row }) => this.#compare(row, cursor) > 0) : 0;
      const ordered = rows.inOrder();
      for (let place = start; place < ordered.length && !page.isFull; place++) page.add(ordered[place] as Slot);
      if (page.isFull) break;
    }
    return this.#page(page);
  }

  /** The rows in order of their partition and sort key. */
  rows(): Item[] {
    return [...this.#names()].flatMap(
      (name) =>
        this.#partitions
          .get(name)
          ?.inOrder()
          .map(({ row }) => row) ?? [],
    );
  }

  /** DynamoDB returns a cursor whenever a limit ended the page, even if no row follows. */
  #page({ taken, isFull }: PageFill, fields?: readonly string[]): Page {
    const last = isFull ? taken.at(-1) : undefined;
    return {
      items: taken.map(({ row }) => (fields ? only(fields, row) : row)),
      ...(last && { cursor: only(this.#place, last.row) as Key }),
    };
  }

  /** The first index of the range, and the index after its last. */
  #bounds(rows: SortedList<Slot>, range: Query['range']): [number, number] {
    const { sort } = this.#keys;
    const whole: [number, number] = [0, rows.size];
    if (!range || !sort) return whole;
    const firstWhere = (isReached: (value: unknown) => boolean) => rows.firstWhere(({ row }) => isReached(row[sort.name]));
    if ('prefix' in range) {
      const { prefix } = range;
      const start = firstWhere((value) => compareValues(value, prefix) >= 0);
      return [start, firstWhere((value) => compareValues(value, prefix) > 0 && !String(value).startsWith(prefix))];
    }
    const { from, to } = range;
    return [
      from === undefined ? whole[0] : firstWhere((value) => compareValues(value, from) >= 0),
      to === undefined ? whole[1] : firstWhere((value) => compareValues(value, to) > 0),
    ];
  }

  #visible(fields: readonly string[] | undefined): readonly string[] | undefined {
    const missing = this.#projected && fields?.find((field) => !this.#projected?.includes(field));
    if (missing) throw new Error(`The index projects keys only, not ${missing}.`);
    return fields ?? this.#projected;
  }

  *#names(from = ''): Generator<string> {
    const names = (this.#sortedNames ??= [...this.#partitions.keys()].toSorted());
    for (let place = firstPlace(names, (name) => name >= from); place < names.length; place++) yield names[place] as string;
  }

  #partitionOf(item: Item): string {
    return String(item[this.#keys.partition.name]);
  }

  #compare(a: Item, b: Item): number {
    for (const name of this.#order) {
      const order = compareValues(a[name], b[name]);
      if (order !== 0) return order;
    }
    return 0;
  }
}

/** Collects the rows of one page until it has `limit` rows or 1 MB. Attributes that a projection leaves out count too. */
class PageFill {
  readonly taken: Slot[] = [];
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.taken.length >= this.#limit || this.#bytes >= PAGE_BYTES;
  }

  add(slot: Slot): void {
    this.taken.push(slot);
    this.#bytes += slot.bytes;
  }
}

const only = (names: readonly string[], row: Item): Item =>
  Object.freeze(Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]])));
