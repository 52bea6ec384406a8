/**
 * A `Store` in memory, always consistent. It refuses the requests that DynamoDB refuses, and passes the same contract tests as
 * `DynamoStore` (`test/shared/storage/store-contract.ts`). It returns the stored rows themselves, frozen.
 */
import { ConditionFailed } from '../../shared/errors.ts';
import { MAX_BATCH_GET, MAX_BATCH_WRITE, updateCondition } from '../../shared/storage/dynamo-store.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { keyAttributes, TABLES, type TableName } from '../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../../shared/storage/store.ts';
import { holds } from './memory-conditions.ts';
import { checkBatch, checkExpressions, checkQuery, refusal } from './memory-limits.ts';
import { MemoryTable } from './memory-table.ts';

const TABLE_NAMES = (Object.keys(TABLES) as TableName[]).toSorted();

const emptyTables = (): ReadonlyMap<TableName, MemoryTable> => new Map(TABLE_NAMES.map((name) => [name, new MemoryTable(name)]));

export class MemoryStore implements Store {
  #tables = emptyTables();
  /** The texts of rows. They can be kept, because stored rows never change. */
  readonly #texts = new WeakMap<Item, string>();
  /** The number of calls by method and table (`put resources` → 3); each item of a batch counts. */
  readonly requests = new Map<string, number>();

  async get(table: TableName, key: Key): Promise<Item | undefined> {
    this.#count('get', table);
    return this.#table(table).get(key);
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    this.#count('getMany', table, keys.length);
    checkBatch(table, keys, MAX_BATCH_GET);
    return keys.map((key) => this.#table(table).get(key)).filter((item) => item !== undefined);
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    this.#count('put', table);
    checkExpressions({ condition });
    const rows = this.#table(table);
    if (condition && !holds(condition, rows.get(item as Item))) throw new ConditionFailed(table);
    rows.set(item as Item);
  }

  async putMany(table: TableName, items: readonly object[]): Promise<void> {
    this.#count('putMany', table, items.length);
    checkBatch(table, items as readonly Item[], MAX_BATCH_WRITE);
    for (const item of items) this.#table(table).set(item as Item);
  }

  async update(
    table: TableName,
    key: Key,
    update: Update,
    condition?: Condition,
    options: { readonly create?: boolean } = {},
  ): Promise<Item> {
    this.#count('update', table);
    checkUpdate(table, update);
    checkExpressions({ condition: updateCondition(table, condition, options), update });
    const rows = this.#table(table);
    const before = rows.get(key);
    if ((!before && !options.create) || (condition && !holds(condition, before))) throw new ConditionFailed(table);
    return rows.set(updated(before ?? key, update));
  }

  async delete(table: TableName, key: Key, condition?: Condition): Promise<void> {
    this.#count('delete', table);
    checkExpressions({ condition });
    const rows = this.#table(table);
    if (condition && !holds(condition, rows.get(key))) throw new ConditionFailed(table);
    rows.delete(key);
  }

  async query(table: TableName, query: Query): Promise<Page> {
    this.#count('query', table);
    checkQuery(table, query);
    return this.#table(table).query(query);
  }

  async scan(
    table: TableName,
    options: { readonly limit?: number; readonly cursor?: Key | undefined; readonly consistent?: boolean } = {},
  ): Promise<Page> {
    this.#count('scan', table);
    return this.#table(table).scan(options);
  }

  /** Forgets every row. */
  clear(): void {
    this.#tables = emptyTables();
  }

  /** Deletes a row as DynamoDB does some time after the row has expired. */
  expire(table: TableName, key: Key): void {
    this.#table(table).delete(key);
  }

  /** Every row of a table in order of its key; not counted as a request. */
  rows(table: TableName): Item[] {
    return this.#table(table).rows();
  }

  /** The whole store as one text, so that equal states have equal texts. One line for each row: `jobs {"attempt":0,…}`. */
  snapshot(): string {
    return TABLE_NAMES.flatMap((table) => this.rows(table).map((row) => `${table} ${this.#text(row)}`)).join('\n');
  }

  #text(row: Item): string {
    const text = this.#texts.get(row) ?? canonicalJson(row);
    this.#texts.set(row, text);
    return text;
  }

  #table(name: TableName): MemoryTable {
    const table = this.#tables.get(name);
    if (!table) throw new Error(`There is no table ${name}.`);
    return table;
  }

  #count(method: string, table: TableName, times = 1): void {
    const name = `${method} ${table}`;
    this.requests.set(name, (this.requests.get(name) ?? 0) + times);
  }
}

function updated(before: Item, { set, remove = [], add = {} }: Update): Item {
  const after: Record<string, unknown> = { ...before, ...set };
  for (const field of remove) delete after[field];
  for (const [field, value] of Object.entries(add)) {
    const sum = after[field] ?? 0;
    if (typeof sum !== 'number') throw refusal(`Nothing can be added to ${field}: it is no number.`);
    after[field] = sum + value;
  }
  return after;
}

/** @throws on an update that DynamoDB refuses for every row */
function checkUpdate(table: TableName, { set = {}, remove = [], add = {} }: Update): void {
  const fields = [...Object.keys(set), ...remove, ...Object.keys(add)];
  if (fields.length === 0) throw refusal('The update changes nothing.');
  const keyField = fields.find((field) => keyAttributes(table).includes(field));
  if (keyField) throw refusal(`The update touches ${keyField}, which is part of the key.`);
  const twice = fields.find((field, place) => fields.indexOf(field) !== place);
  if (twice) throw refusal(`The update touches ${twice} twice.`);
  const gone = Object.entries({ ...set, ...add }).find(([, value]) => value === undefined);
  if (gone) throw refusal(`The update sets ${gone[0]} to undefined; to drop an attribute, name it in remove.`);
}
