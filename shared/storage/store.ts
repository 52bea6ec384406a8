/**
 * The interface through which the core uses the tables: DynamoDB's semantics without its syntax. Conditions are data, so that
 * a store in memory can evaluate them like DynamoDB. `dynamo-store.ts` is the real store; both pass the same contract tests.
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

/** Changes top-level attributes only. `add` takes a missing number for 0. */
export interface Update {
  readonly set?: object;
  readonly remove?: readonly string[];
  readonly add?: Readonly<Record<string, number>>;
}

export interface Query {
  readonly index?: IndexName;
  /** Value of the partition key of the table, or of the index if one is named. */
  readonly partition: string;
  /** Limits the sort key; both ends are included. */
  readonly range?: { readonly prefix: string } | { readonly from?: string | number; readonly to?: string | number };
  readonly descending?: boolean;
  readonly limit?: number;
  /** The cursor that an earlier page returned. */
  readonly cursor?: Key | undefined;
  /** Reads strongly consistently, which an index does not support. */
  readonly consistent?: boolean;
  /** Only these attributes are returned. This saves memory, not read units. */
  readonly fields?: readonly string[];
}

export interface Page<T = Item> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly cursor?: Key;
}

export interface Store {
  get(table: TableName, key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** Reads any number of rows, in no particular order; keys without a row are left out. */
  getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]>;
  /** @throws ConditionFailed */
  put(table: TableName, item: object, condition?: Condition): Promise<void>;
  /**
   * Puts any number of rows without a condition and returns when every one is stored. A row may be written twice, the second time after
   * its writer has got an answer from elsewhere; with `once` no row is sent again whose write may have been carried out.
   * @throws any error of the storage; some of the rows may be stored then
   */
  putMany(table: TableName, items: readonly object[], options?: { readonly once?: boolean }): Promise<void>;
  /** Updates a row and returns it. Unless `create` is set, the row must exist. @throws ConditionFailed */
  update(table: TableName, key: Key, update: Update, condition?: Condition, options?: { readonly create?: boolean }): Promise<Item>;
  /** Deletes a row. Does nothing if there is none, unless the condition asks for it. @throws ConditionFailed */
  delete(table: TableName, key: Key, condition?: Condition): Promise<void>;
  query(table: TableName, query: Query): Promise<Page>;
  scan(
    table: TableName,
    options?: { readonly limit?: number; readonly cursor?: Key | undefined; readonly consistent?: boolean },
  ): Promise<Page>;
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
export async function* scanAll(store: Store, table: TableName, options: { readonly consistent?: boolean } = {}): AsyncGenerator<Item> {
  let cursor: Key | undefined;
  do {
    const page = await store.scan(table, { ...options, cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}
