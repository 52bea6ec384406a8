/** A store in which only the rows of a scope exist. This is the one place that decides what a caller can read and write (docs/adr/0052-rights.md). */
import { NotFound } from '../errors.ts';
import { keyAttributes, type TableName } from '../storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../storage/store.ts';
import { Access, type Limited, NO_ROWS, type Rule, type ScanPage } from './access.ts';
import { RULES } from './rules.ts';

export class ScopedStore implements Store {
  readonly #access: Access;

  constructor(store: Store, scope: Limited) {
    this.#access = new Access(store, scope);
  }

  async get(table: TableName, key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined> {
    if ((await this.#rule(table).readable([key], this.#access)).length === 0) return undefined;
    const row = await this.#access.store.get(table, key, options);
    // A row that is not there is asked for too, so that it takes as many reads as a foreign one.
    return (await this.#shown(table, row ? [row] : []))[0];
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    const readable = await this.#rule(table).readable(keys, this.#access);
    return readable.length === 0 ? [] : await this.#shown(table, await this.#access.store.getMany(table, readable));
  }

  /** @throws NotFound if the row is outside of the scope */
  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    await this.#checkWritable(table, [item]);
    await this.#access.store.put(table, item, condition);
  }

  /** @throws NotFound if one of the rows is outside of the scope; none is written then */
  async putMany(table: TableName, items: readonly object[], options?: { readonly once?: boolean }): Promise<void> {
    await this.#checkWritable(table, items);
    await this.#access.store.putMany(table, items, options);
  }

  /** @throws NotFound if the row is outside of the scope */
  async update(table: TableName, key: Key, update: Update, condition?: Condition, options?: { readonly create?: boolean }): Promise<Item> {
    await this.#checkWritable(table, [key]);
    return await this.#access.store.update(table, key, update, condition, options);
  }

  /** @throws NotFound if the row is outside of the scope */
  async delete(table: TableName, key: Key, condition?: Condition): Promise<void> {
    await this.#checkWritable(table, [key]);
    await this.#access.store.delete(table, key, condition);
  }

  async query(table: TableName, query: Query): Promise<Page> {
    return (await this.#rule(table).query?.(query, this.#access)) ?? NO_ROWS;
  }

  async scan(table: TableName, page: ScanPage = {}): Promise<Page> {
    return (await this.#rule(table).scan?.(page, this.#access)) ?? NO_ROWS;
  }

  #rule(table: TableName): Rule {
    return RULES[table];
  }

  async #shown(table: TableName, rows: readonly Item[]): Promise<readonly Item[]> {
    return (await this.#rule(table).shown?.(rows, this.#access)) ?? rows;
  }

  async #checkWritable(table: TableName, rows: readonly object[]): Promise<void> {
    for (const row of rows) {
      if (await this.#rule(table).writable?.(row as Item, this.#access)) continue;
      const key = keyAttributes(table).map((name) => String((row as Item)[name]));
      throw new NotFound(`There is no ${key.join(' ')} among what you may change.`);
    }
  }
}

/** The store as it is for a caller of this scope. */
export const scopedStore = (store: Store, scope: { readonly kind: 'all' } | Limited): Store =>
  scope.kind === 'all' ? store : new ScopedStore(store, scope);
