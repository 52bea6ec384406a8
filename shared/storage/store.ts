/**
 * The one door to the tables: DynamoDB's semantics without its syntax. Conditions are data, so that a store in
 * memory can evaluate what DynamoDB would. `dynamo-store.ts` is the real one; both pass the same contract suite.
 */
import type { IndexName, TableName } from './schema.ts';

export type Item = Readonly<Record<string, unknown>>;
export type Key = Readonly<Record<string, string | number>>;

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly field: string; readonly op: '=' | '<' | '<=' | '>' | '>='; readonly value: string | number | boolean }
  | { readonly field: string; readonly op: 'exists' | 'absent' };

export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });
export const equals = (field: string, value: string | number | boolean): Condition => ({ field, op: '=', value });
export const lessThan = (field: string, value: string | number): Condition => ({ field, op: '<', value });
export const atMost = (field: string, value: string | number): Condition => ({ field, op: '<=', value });
export const exists = (field: string): Condition => ({ field, op: 'exists' });
export const absent = (field: string): Condition => ({ field, op: 'absent' });

/** Top-level attributes only. `add` creates a missing number as 0. */
export interface Update {
  readonly set?: object;
  readonly remove?: readonly string[];
  readonly add?: Readonly<Record<string, number>>;
}

export interface Query {
  readonly index?: IndexName;
  /** Value of the partition key of the table, or of the index if one is named. */
  readonly partition: string;
  /** On the sort key; both ends included. */
  readonly range?: { readonly prefix: string } | { readonly from?: string | number; readonly to?: string | number };
  readonly descending?: boolean;
  readonly limit?: number;
  /** As an earlier page returned it. */
  readonly cursor?: Key | undefined;
  /** Strongly consistent; not on an index. */
  readonly consistent?: boolean;
  /** Only these attributes come back. It saves memory, not read units. */
  readonly fields?: readonly string[];
}

export interface Page<T = Item> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly cursor?: Key;
}

export interface Store {
  get(table: TableName, key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** In no particular order; missing keys are left out. Any number of keys. */
  getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]>;
  /** @throws ConditionFailed */
  put(table: TableName, item: object, condition?: Condition): Promise<void>;
  /** Unconditional puts, any number; returns when every one is stored. Safe only for rows that may be written twice. */
  putMany(table: TableName, items: readonly object[]): Promise<void>;
  /** The condition always includes that the row exists unless `create` is set. Returns the row after it. @throws ConditionFailed */
  update(table: TableName, key: Key, update: Update, condition?: Condition, options?: { readonly create?: boolean }): Promise<Item>;
  query(table: TableName, query: Query): Promise<Page>;
  scan(table: TableName, options?: { readonly limit?: number; readonly cursor?: Key | undefined }): Promise<Page>;
}

/** Every item of a query, page by page. */
export async function* queryAll(store: Store, table: TableName, query: Query): AsyncGenerator<Item> {
  let cursor: Key | undefined;
  do {
    const page = await store.query(table, { ...query, cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}

/** Every item of a table, page by page, in no particular order. */
export async function* scanAll(store: Store, table: TableName): AsyncGenerator<Item> {
  let cursor: Key | undefined;
  do {
    const page = await store.scan(table, { cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}
