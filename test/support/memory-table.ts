/** One table in memory: its rows by key, in their partitions, and in the partitions of each index. */
import { keyAttributes, TABLES, type TableName, type TableSchema } from '../../shared/storage/schema.ts';
import type { Item, Page, Query } from '../../shared/storage/store.ts';
import { frozen } from './frozen.ts';
import { checkedKeyValue, checkItem } from './memory-limits.ts';
import { Partitions, type Slot } from './memory-partitions.ts';

export class MemoryTable {
  readonly #name: TableName;
  readonly #schema: TableSchema;
  readonly #slots = new Map<string, Slot>();
  readonly #own: Partitions;
  readonly #indexes: ReadonlyMap<string, Partitions>;

  constructor(name: TableName) {
    const keys = keyAttributes(name);
    this.#name = name;
    this.#schema = TABLES[name];
    this.#own = new Partitions(this.#schema, keys);
    this.#indexes = new Map(Object.entries(this.#schema.indexes).map(([index, schema]) => [index, new Partitions(schema, keys)]));
  }

  get(key: Item): Item | undefined {
    return this.#slots.get(this.#keyText(key))?.row;
  }

  /** Stores a row and returns it as stored. @throws on keys and values that DynamoDB refuses; then nothing is stored */
  set(item: Item): Item {
    const row = frozen(item);
    const keyText = this.#keyText(row);
    for (const index of this.#indexes.values()) index.has(row);
    const bytes = checkItem(this.#name, row);
    const slot = this.#slots.get(keyText);
    if (slot) this.#replace(slot, { row, bytes });
    else this.#insert(keyText, { row, bytes });
    return row;
  }

  delete(key: Item): void {
    const keyText = this.#keyText(key);
    const slot = this.#slots.get(keyText);
    if (!slot) return;
    this.#slots.delete(keyText);
    for (const partitions of [this.#own, ...this.#indexes.values()]) partitions.remove(slot);
  }

  query(query: Query): Page {
    if (!query.index) return this.#own.query(query);
    const index = this.#indexes.get(query.index);
    if (!index) throw new Error(`The table ${this.#name} has no index ${query.index}.`);
    return index.query(query);
  }

  scan(options: Pick<Query, 'limit' | 'cursor'>): Page {
    return this.#own.scan(options);
  }

  /** The rows in order of their key. */
  rows(): Item[] {
    return this.#own.rows();
  }

  #insert(keyText: string, slot: Slot): void {
    this.#slots.set(keyText, slot);
    for (const partitions of [this.#own, ...this.#indexes.values()]) partitions.add(slot);
  }

  #replace(slot: Slot, { row, bytes }: Slot): void {
    const moving = [...this.#indexes.values()].filter((index) => index.isMoved(slot.row, row));
    for (const index of moving) index.remove(slot);
    slot.row = row;
    slot.bytes = bytes;
    for (const index of moving) index.add(slot);
  }

  /** The length of the first part makes the text unique. */
  #keyText(key: Item): string {
    const { partition, sort } = this.#schema;
    const first = String(checkedKeyValue(key, partition, 'partition'));
    return sort ? `${first.length} ${first}${checkedKeyValue(key, sort, 'sort')}` : first;
  }
}
