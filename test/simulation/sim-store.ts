/** The tables of a simulation: the stored rows, a replica that lags behind them, and requests that may fail. */
import { ConditionFailed } from '../../shared/errors.ts';
import { keyAttributes, TABLES, type TableName } from '../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../../shared/storage/store.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { Fault, type Invocation, type Surroundings } from './invocation.ts';

/** One write that was carried out. */
export interface Written<T> {
  readonly before: T | undefined;
  readonly after: T;
  readonly by: Invocation;
}

export interface Write extends Written<Item> {
  readonly table: TableName;
}

/** A write that the replica does not show yet. */
interface PendingWrite {
  readonly at: number;
  readonly number: number;
  readonly table: TableName;
  readonly key: string;
  readonly row: Item;
}

/** The longest time until a write shows in the replica. */
export const MAX_LAG_MS = 90_000;

export class Tables {
  readonly truth = new MemoryStore();
  /** The number of requested writes, including refused ones, which cost the same. */
  writes = 0;
  /** The number of requested writes to findings. */
  findingWrites = 0;
  readonly #replica = new MemoryStore();
  #underWay: PendingWrite[] = [];
  /** By row: the number of the newest write that the replica shows. */
  readonly #shown = new Map<string, number>();
  readonly #rows = new Map<TableName, Map<string, Item>>();
  onWrite: (write: Write) => void = () => undefined;
  readonly #surroundings: Surroundings;
  #number = 0;
  /** A hash over the keys of all writes so far. Two runs of a seed that made other writes have other digests. */
  digest = 0;
  /** Every kind of call so far, with the function that made it: `poller jobs query open_jobs`. */
  readonly calls = new Set<string>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  row(table: TableName, key: object): Item | undefined {
    return this.#table(table).get(keyText(table, key));
  }

  rows(table: TableName): IterableIterator<Item> {
    return this.#table(table).values();
  }

  /** Removes the rows that have expired, as DynamoDB's TTL does. */
  expire(epochSecond: number): void {
    for (const [table, rows] of this.#rows) {
      if (!('ttl' in TABLES[table])) continue;
      for (const [text, row] of rows) {
        if (!(Number(row['expires_at']) < epochSecond)) continue;
        rows.delete(text);
        const key = keyOf(table, row);
        this.truth.expire(table, key);
        this.#replica.expire(table, key);
      }
    }
  }

  async put(table: TableName, item: object, condition: Condition | undefined, by: Invocation): Promise<void> {
    this.#countRequest(table);
    await this.truth.put(table, item, condition);
    const stored = await this.truth.get(table, keyOf(table, item));
    // No other write can come in between, because no event happens until these promises have settled.
    if (stored) this.#written(table, stored, by);
  }

  async update(
    table: TableName,
    key: Key,
    update: Update,
    condition: Condition | undefined,
    create: boolean,
    by: Invocation,
  ): Promise<Item> {
    this.#countRequest(table);
    const after = await this.truth.update(table, key, update, condition, { create });
    this.#written(table, after, by);
    return after;
  }

  async delete(table: TableName, key: Key, condition: Condition | undefined): Promise<void> {
    this.#countRequest(table);
    await this.truth.delete(table, key, condition);
    this.#table(table).delete(keyText(table, key));
    this.#replica.expire(table, key);
  }

  /** The tables that an eventually consistent read sees. */
  eventual(): MemoryStore {
    if (this.#surroundings.faults.hits('stale_replica')) {
      this.#show(this.#surroundings.scheduler.now());
      return this.#replica;
    }
    return this.truth;
  }

  #countRequest(table: TableName): void {
    this.writes += 1;
    if (table === 'findings') this.findingWrites += 1;
  }

  #written(table: TableName, after: Item, by: Invocation): void {
    const rows = this.#table(table);
    const text = keyText(table, after);
    const before = rows.get(text);
    rows.set(text, after);
    const { scheduler, chance, faults } = this.#surroundings;
    const lag = faults.on ? chance.int(0, chance.hits(0.1) ? MAX_LAG_MS : 2_000) : 0;
    this.#number += 1;
    this.#underWay.push({ at: scheduler.now() + lag, number: this.#number, table, key: `${table}\n${text}`, row: after });
    for (let index = 0; index < text.length; index++) this.digest = Math.trunc(this.digest * 31 + text.charCodeAt(index)) | 0;
    this.onWrite({ table, before, after, by });
  }

  /** Brings the replica up to `now`. Each row lags on its own, and never goes back to an older write. */
  #show(now: number): void {
    const due = this.#underWay.filter(({ at }) => at <= now);
    this.#underWay = this.#underWay.filter(({ at }) => at > now);
    for (const { number, table, key, row } of due) {
      if ((this.#shown.get(key) ?? 0) > number) continue;
      this.#shown.set(key, number);
      void this.#replica.put(table, row);
    }
  }

  #table(table: TableName): Map<string, Item> {
    const rows = this.#rows.get(table) ?? new Map<string, Item>();
    this.#rows.set(table, rows);
    return rows;
  }
}

const keyOf = (table: TableName, item: object): Key =>
  Object.fromEntries(keyAttributes(table).map((name) => [name, (item as Item)[name]])) as Key;

const keyText = (table: TableName, item: object): string =>
  keyAttributes(table)
    .map((name) => String((item as Item)[name]))
    .join('\n');

/** The tables through one invocation's connection. */
export class SimStore implements Store {
  readonly #tables: Tables;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;

  constructor(tables: Tables, invocation: Invocation, surroundings: Surroundings) {
    this.#tables = tables;
    this.#invocation = invocation;
    this.#surroundings = surroundings;
  }

  async get(table: TableName, key: Key, options: { readonly consistent?: boolean } = {}): Promise<Item | undefined> {
    return await this.#request(`get ${table}`, key, () => this.#reader(options.consistent).get(table, key));
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    return await this.#request(`getMany ${table}`, undefined, () => this.#reader(false).getMany(table, keys));
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    await this.#request(`put ${table}`, item, () => this.#tables.put(table, item, condition, this.#invocation));
  }

  async #putOne(table: TableName, item: object, once: boolean): Promise<void> {
    await this.#request(`putMany ${table}`, item, () => this.#tables.put(table, item, undefined, this.#invocation), once);
  }

  /** Batches are not atomic: each item is a request of its own, in a random order. */
  async putMany(table: TableName, items: readonly object[], { once = false }: { readonly once?: boolean } = {}): Promise<void> {
    const left = [...items];
    while (left.length > 0) {
      const [item] = left.splice(this.#surroundings.chance.int(0, left.length - 1), 1);
      await this.#putOne(table, item as object, once);
      if (left.length > 0 && this.#surroundings.faults.hits('unprocessed_items')) {
        this.#invocation.disturbed = true;
        throw new Fault('Error', `The store left items of a batch on ${table} unprocessed.`);
      }
    }
  }

  async update(
    table: TableName,
    key: Key,
    update: Update,
    condition?: Condition,
    options: { readonly create?: boolean } = {},
  ): Promise<Item> {
    return await this.#request(`update ${table}`, { ...key, ...update.set }, () =>
      this.#tables.update(table, key, update, condition, options.create ?? false, this.#invocation),
    );
  }

  async delete(table: TableName, key: Key, condition?: Condition): Promise<void> {
    await this.#request(`delete ${table}`, key, () => this.#tables.delete(table, key, condition));
  }

  async query(table: TableName, query: Query): Promise<Page> {
    return await this.#request(`query ${table}`, query, () => this.#reader(query.index ? false : query.consistent).query(table, query));
  }

  async scan(
    table: TableName,
    options: { readonly limit?: number; readonly cursor?: Key | undefined; readonly consistent?: boolean } = {},
  ): Promise<Page> {
    return await this.#request(`scan ${table}`, options, () => this.#reader(options.consistent).scan(table, options));
  }

  #reader(consistent: boolean | undefined): MemoryStore {
    return consistent ? this.#tables.truth : this.#tables.eventual();
  }

  async #request<T>(what: string, subject: object | undefined, effect: () => Promise<T>, once = false): Promise<T> {
    const index = what.startsWith('query') ? (subject as Query).index : undefined;
    this.#tables.calls.add(
      `${this.#invocation.name.replace(/-\d+$/, '')} ${what.split(' ').toReversed().join(' ')}${index ? ` ${index}` : ''}`,
    );
    const carryOut = async (): Promise<T> => {
      if (this.#surroundings.faults.hits('store_throttled')) {
        this.#invocation.disturbed = true;
        throw new Fault('ProvisionedThroughputExceededException', 'The store is throttled.');
      }
      try {
        const answer = await effect();
        this.#surroundings.trace(() => `${this.#invocation.name}   ${what} ${JSON.stringify(subject)?.slice(0, 300)}`);
        return answer;
      } catch (error) {
        if (error instanceof ConditionFailed)
          this.#surroundings.trace(() => `${this.#invocation.name}   ${what} REFUSED ${JSON.stringify(subject)?.slice(0, 200)}`);
        throw error;
      }
    };
    return await this.#invocation.request(what, carryOut, { once });
  }
}
