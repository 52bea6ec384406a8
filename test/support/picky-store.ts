/** A store in memory that refuses, as DynamoDB does, what is no key. Begins anew when told to. */
import { keyAttributes, type TableName } from '../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../../shared/storage/store.ts';
import { MemoryStore } from './memory-store.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_PARTITION_BYTES = 2048;
const MAX_SORT_BYTES = 1024;

export class PickyStore implements Store {
  #rows = new MemoryStore();

  clear(): void {
    this.#rows = new MemoryStore();
  }

  async get(table: TableName, key: Key): Promise<Item | undefined> {
    return this.#rows.get(table, checkedKey(table, key));
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    const checked = keys.map((key) => checkedKey(table, key));
    if (new Set(checked.map((key) => JSON.stringify(key))).size < checked.length)
      throw refusal('Provided list of item keys contains duplicates');
    return this.#rows.getMany(table, checked);
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    checkedKey(table, item as Key);
    await this.#rows.put(table, item, condition);
  }

  async putMany(table: TableName, items: readonly object[]): Promise<void> {
    for (const item of items) checkedKey(table, item as Key);
    await this.#rows.putMany(table, items);
  }

  async update(table: TableName, key: Key, update: Update, condition?: Condition, options?: { readonly create?: boolean }): Promise<Item> {
    return this.#rows.update(table, checkedKey(table, key), update, condition, options);
  }

  async query(table: TableName, query: Query): Promise<Page> {
    check(query.partition, MAX_PARTITION_BYTES);
    for (const bound of Object.values(query.range ?? {})) check(bound, MAX_SORT_BYTES);
    if (query.cursor) checkedKey(table, query.cursor);
    return this.#rows.query(table, query);
  }

  async scan(table: TableName, options: { readonly limit?: number; readonly cursor?: Key | undefined } = {}): Promise<Page> {
    if (options.cursor) checkedKey(table, options.cursor);
    return this.#rows.scan(table, options);
  }
}

function checkedKey(table: TableName, key: Key): Key {
  for (const [index, name] of keyAttributes(table).entries()) check(key[name], index === 0 ? MAX_PARTITION_BYTES : MAX_SORT_BYTES);
  return key;
}

function check(value: unknown, maxBytes: number): void {
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value !== 'string' || value === '' || !value.isWellFormed()) throw refusal('One or more parameter values were invalid');
  if (Buffer.byteLength(value) > maxBytes) throw refusal(`Size of key has exceeded the maximum size limit of ${maxBytes} bytes`);
}

const refusal = (message: string): Error =>
  Object.assign(new Error(message), { name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
