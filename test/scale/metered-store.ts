/**
 * The tables as one invocation sees them. Each request takes time and is counted in DynamoDB's units. If the limit of its partition
 * refuses it, it is retried as the SDK would.
 */
import { ConditionFailed } from '../../shared/errors.ts';
import type { Clock, Random } from '../../shared/seams.ts';
import { keyAttributes, TABLES, type TableName, type TableSchema } from '../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../../shared/storage/store.ts';
import type { MemoryStore } from '../support/memory-store.ts';
import { readUnits, writeUnits } from './units.ts';
import { LATENCIES, MB_PER_VCPU, PAGE_BYTES, SDK_RETRY } from './model.ts';
import type { Direction, PartitionLimits } from './partition-limits.ts';
import type { Usage } from './usage.ts';

const MAX_BATCH_WRITE = 25;
const MAX_BATCH_GET = 100;
/** How many batches are in flight at once, as in `DynamoStore`. */
const BATCHES_AT_ONCE = 4;
/** How many rows are requested for a page: more than fit into it. */
const ROWS_TO_ASK = 2500;

export interface Tables {
  readonly rows: MemoryStore;
  readonly limits: PartitionLimits;
  /** The bytes that a row is counted with: those of a real row if the simulated one is smaller. */
  readonly bytesOf: (table: TableName, row: Item) => number;
  readonly onWrite: (table: TableName, row: Item, units: number) => void;
}

export interface StoreUser {
  readonly clock: Clock;
  readonly random: Random;
  readonly usage: Usage;
  readonly memory_mb: number;
}

export class Throttled extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}

export class MeteredStore implements Store {
  readonly #tables: Tables;
  readonly #user: StoreUser;
  #retryTokens: number = SDK_RETRY.tokens;
  #parsedUntil = 0;

  constructor(tables: Tables, user: StoreUser) {
    this.#tables = tables;
    this.#user = user;
  }

  async get(table: TableName, key: Key, { consistent = false }: { readonly consistent?: boolean } = {}): Promise<Item | undefined> {
    await this.#pass('read', partitionOf(table, key));
    const row = await this.#tables.rows.get(table, key);
    this.#read(table, partitionOf(table, key), row ? [row] : [], consistent);
    return row;
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (const group of chunks(keys, MAX_BATCH_GET * BATCHES_AT_ONCE)) {
      await this.#user.clock.sleep(LATENCIES.dynamodb);
      this.#user.usage.reads += Math.ceil(group.length / MAX_BATCH_GET);
      for (const row of await this.#tables.rows.getMany(table, group)) {
        this.#user.usage.rows_read += 1;
        this.#user.usage.rru += readUnits(this.#tables.bytesOf(table, row), false);
        found.push(row);
      }
    }
    return found;
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    const row = item as Item;
    await this.#write(table, row, async () => {
      await this.#tables.rows.put(table, row, condition);
      return (await this.#stored(table, row)) as Item;
    });
  }

  async putMany(table: TableName, items: readonly object[]): Promise<void> {
    for (const group of chunks(items as readonly Item[], MAX_BATCH_WRITE * BATCHES_AT_ONCE)) {
      await this.#user.clock.sleep(LATENCIES.dynamodb);
      for (const row of group) {
        const before = await this.#stored(table, row);
        await this.#tables.rows.put(table, row);
        this.#written(table, before, (await this.#stored(table, row)) as Item);
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
    return await this.#write(table, key, () => this.#tables.rows.update(table, key, update, condition, options));
  }

  async delete(): Promise<void> {
    throw new Error('No job deletes a row, so that the model has no cost for it.');
  }

  async query(table: TableName, query: Query): Promise<Page> {
    const { fields, consistent = false, ...rest } = query;
    const partition = `${query.index ?? table} ${query.partition}`;
    await this.#pass('read', partition);
    const asked = { ...rest, limit: query.limit ?? ROWS_TO_ASK };
    const page = this.#cut(table, query.index !== undefined, await this.#tables.rows.query(table, asked));
    await this.#parse(this.#read(table, partition, page.items, consistent));
    return fields ? { ...page, items: page.items.map((row) => only(fields, row)) } : page;
  }

  async scan(table: TableName, options: { readonly limit?: number; readonly cursor?: Key | undefined } = {}): Promise<Page> {
    await this.#user.clock.sleep(LATENCIES.dynamodb);
    const page = this.#cut(table, false, await this.#tables.rows.scan(table, { ...options, limit: options.limit ?? ROWS_TO_ASK }));
    // A scan reads every partition, so no single partition limits it.
    await this.#parse(this.#read(table, undefined, page.items, false));
    return page;
  }

  /** Reads the stored row without counting a request. */
  async #stored(table: TableName, row: Item): Promise<Item | undefined> {
    return await this.#tables.rows.get(table, row as Key);
  }

  /** Waits until the partition lets a request pass. @throws Throttled when the SDK gives up */
  async #pass(direction: Direction, partition: string): Promise<void> {
    const { clock, random, usage } = this.#user;
    for (let attempt = 0; ; attempt++) {
      await clock.sleep(LATENCIES.dynamodb);
      if (this.#tables.limits.admits(direction, partition, clock.now())) {
        this.#retryTokens = Math.min(SDK_RETRY.tokens, this.#retryTokens + (attempt > 0 ? SDK_RETRY.cost : 1));
        return;
      }
      usage.throttled += 1;
      if (attempt + 1 >= SDK_RETRY.attempts || this.#retryTokens < SDK_RETRY.cost) throw new Throttled('The partition is at its limit.');
      this.#retryTokens -= SDK_RETRY.cost;
      await clock.sleep(Math.floor(random.fraction() * Math.min(SDK_RETRY.throttled_base_ms * 2 ** attempt, SDK_RETRY.longest_ms)));
    }
  }

  async #write(table: TableName, key: Item, write: () => Promise<Item>): Promise<Item> {
    await this.#pass('write', partitionOf(table, key));
    const before = await this.#stored(table, key);
    try {
      const after = await write();
      this.#written(table, before, after);
      return after;
    } catch (error) {
      if (error instanceof ConditionFailed) {
        this.#user.usage.refused += 1;
        this.#spendWrite(table, before ?? key, writeUnits(before ? this.#tables.bytesOf(table, before) : 1), 0);
      }
      throw error;
    }
  }

  #written(table: TableName, before: Item | undefined, after: Item): void {
    const bytes = Math.max(before ? this.#tables.bytesOf(table, before) : 0, this.#tables.bytesOf(table, after));
    this.#spendWrite(table, after, writeUnits(bytes), indexUnits(table, before, after));
  }

  #spendWrite(table: TableName, row: Item, units: number, indexes: number): void {
    const { usage, clock } = this.#user;
    usage.writes += 1;
    usage.wru += units + indexes;
    this.#tables.limits.spend('write', partitionOf(table, row), units, clock.now());
    this.#tables.onWrite(table, row, units);
  }

  /** Counts a read, and returns how many bytes it looked at. */
  #read(table: TableName, partition: string | undefined, rows: readonly Item[], consistent: boolean): number {
    const { usage, clock } = this.#user;
    let bytes = 0;
    for (const row of rows) bytes += this.#tables.bytesOf(table, row);
    const units = readUnits(bytes, consistent);
    usage.reads += 1;
    usage.rows_read += rows.length;
    usage.rru += units;
    if (partition !== undefined) this.#tables.limits.spend('read', partition, units, clock.now());
    return bytes;
  }

  /** Pages that arrive together wait for each other: an invocation has one CPU, or a share of it. */
  async #parse(bytes: number): Promise<void> {
    const { clock } = this.#user;
    const share = Math.min(1, this.#user.memory_mb / MB_PER_VCPU);
    const ms = Math.round(((bytes / PAGE_BYTES) * LATENCIES.dynamodb_per_mb) / share);
    if (ms === 0) return;
    this.#parsedUntil = Math.max(this.#parsedUntil, clock.now()) + ms;
    await clock.sleep(this.#parsedUntil - clock.now());
  }

  /** Ends a page where DynamoDB would: at the row that makes it 1 MB. */
  #cut(table: TableName, index: boolean, page: Page): Page {
    let bytes = 0;
    for (const [place, row] of page.items.entries()) {
      bytes += this.#tables.bytesOf(table, row);
      if (bytes < PAGE_BYTES || index || place + 1 === page.items.length) continue;
      return { items: page.items.slice(0, place + 1), cursor: only(keyAttributes(table), row) as Key };
    }
    return page;
  }
}

/** Indexes hold only keys, so a write costs one unit for each index entry that it adds or removes. */
function indexUnits(table: TableName, before: Item | undefined, after: Item): number {
  const { indexes }: TableSchema = TABLES[table];
  let units = 0;
  for (const { partition, sort } of Object.values(indexes)) {
    const place = (row: Item | undefined): string | undefined =>
      row?.[partition.name] === undefined || row[sort.name] === undefined
        ? undefined
        : `${String(row[partition.name])} ${String(row[sort.name])}`;
    const [from, to] = [place(before), place(after)];
    if (from !== to) units += (from === undefined ? 0 : 1) + (to === undefined ? 0 : 1);
  }
  return units;
}

const partitionOf = (table: TableName, row: Item): string => `${table} ${String(row[TABLES[table].partition.name])}`;

const only = (names: readonly string[], row: Item): Item =>
  Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
