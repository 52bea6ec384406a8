/** `Store` in memory. It passes the same contract suite as the real one (`test/shared/storage/store-contract.ts`). */
import { ConditionFailed } from '../../shared/errors.ts';
import { keyAttributes, TABLES, type TableName, type TableSchema } from '../../shared/storage/schema.ts';
import type { Condition, Item, Key, Page, Query, Store, Update } from '../../shared/storage/store.ts';

const DEFAULT_PAGE = 1000;

export class MemoryStore implements Store {
  readonly #tables = new Map<TableName, Map<string, Item>>();
  /** How often each method was called on each table: `put resources` → 3; a batch counts its items. */
  readonly requests = new Map<string, number>();

  get(table: TableName, key: Key): Promise<Item | undefined> {
    this.#count('get', table);
    const item = this.#rows(table).get(keyOf(table, key));
    return Promise.resolve(item && structuredClone(item));
  }

  getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    this.#count('getMany', table, keys.length);
    const items = keys.map((key) => this.#rows(table).get(keyOf(table, key))).filter((item) => item !== undefined);
    return Promise.resolve(structuredClone(items));
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    this.#count('put', table);
    const key = keyOf(table, item);
    if (condition && !holds(condition, this.#rows(table).get(key))) throw new ConditionFailed(table);
    this.#rows(table).set(key, stored(item));
  }

  async putMany(table: TableName, items: readonly object[]): Promise<void> {
    this.#count('putMany', table, items.length);
    for (const item of items) this.#rows(table).set(keyOf(table, item), stored(item));
  }

  async update(
    table: TableName,
    key: Key,
    update: Update,
    condition?: Condition,
    options: { readonly create?: boolean } = {},
  ): Promise<Item> {
    this.#count('update', table);
    const rows = this.#rows(table);
    const before = rows.get(keyOf(table, key));
    if ((!before && !options.create) || (condition && !holds(condition, before))) throw new ConditionFailed(table);
    const after: Record<string, unknown> = { ...(before ?? key), ...update.set };
    for (const field of update.remove ?? []) delete after[field];
    for (const [field, value] of Object.entries(update.add ?? {})) after[field] = Number(after[field] ?? 0) + value;
    rows.set(keyOf(table, key), stored(after));
    return structuredClone(after);
  }

  query(table: TableName, query: Query): Promise<Page> {
    this.#count('query', table);
    const schema: TableSchema = TABLES[table];
    const keys = query.index ? schema.indexes[query.index] : schema;
    if (!keys) throw new Error(`The table ${table} has no index ${query.index}.`);
    const sort = keys.sort?.name;
    const order = [...(sort ? [sort] : []), ...keyAttributes(table)];
    const matching = [...this.#rows(table).values()]
      .filter((item) => item[keys.partition.name] === query.partition && (!sort || inRange(item[sort], query.range)))
      .toSorted((a, b) => compareBy(order, a, b));
    return Promise.resolve(page([keys.partition.name, ...order], query.descending ? matching.toReversed() : matching, query));
  }

  scan(table: TableName, options: { readonly limit?: number; readonly cursor?: Key | undefined } = {}): Promise<Page> {
    this.#count('scan', table);
    const order = keyAttributes(table);
    const items = [...this.#rows(table).values()].toSorted((a, b) => compareBy(order, a, b));
    return Promise.resolve(page(order, items, options));
  }

  /** What TTL does, some time after the row's time. */
  expire(table: TableName, key: Key): void {
    this.#rows(table).delete(keyOf(table, key));
  }

  #rows(table: TableName): Map<string, Item> {
    const rows = this.#tables.get(table) ?? new Map<string, Item>();
    this.#tables.set(table, rows);
    return rows;
  }

  #count(method: string, table: TableName, times = 1): void {
    const name = `${method} ${table}`;
    this.requests.set(name, (this.requests.get(name) ?? 0) + times);
  }
}

/** As DynamoDB's marshaller would: no undefined members, no shared objects. */
const stored = (item: object): Item => JSON.parse(JSON.stringify(item)) as Item;

const keyOf = (table: TableName, item: object): string => JSON.stringify(keyAttributes(table).map((name) => (item as Item)[name]));

/** A cursor is a place in the order, whether or not its row is still there. */
function page(order: readonly string[], items: readonly Item[], options: Pick<Query, 'limit' | 'cursor' | 'fields' | 'descending'>): Page {
  const { cursor, fields, limit = DEFAULT_PAGE, descending } = options;
  const isAfter = (item: Item): boolean => {
    const place = cursor ? compareBy(order, item, cursor) : 1;
    return descending && cursor ? place < 0 : place > 0;
  };
  const taken = items.filter(isAfter).slice(0, limit);
  const last = taken.at(-1);
  const project = (item: Item): Item =>
    structuredClone(fields ? Object.fromEntries(fields.filter((name) => name in item).map((name) => [name, item[name]])) : item);
  return {
    items: taken.map(project),
    ...(last && taken.length === limit && { cursor: Object.fromEntries(order.map((name) => [name, last[name]])) as Key }),
  };
}

function compareBy(names: readonly string[], a: Item, b: Item): number {
  return names.reduce((order, name) => order || compare(a[name], b[name]), 0);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function inRange(value: unknown, range: Query['range']): boolean {
  if (!range) return true;
  if ('prefix' in range) return String(value).startsWith(range.prefix);
  return (range.from === undefined || compare(value, range.from) >= 0) && (range.to === undefined || compare(value, range.to) <= 0);
}

function holds(condition: Condition, item: Item | undefined): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, item));
  if ('any' in condition) return condition.any.some((part) => holds(part, item));
  const value = item?.[condition.field];
  switch (condition.op) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case '=':
      return value === condition.value;
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (typeof value !== typeof condition.value) return false;
      const order = compare(value, condition.value);
      return condition.op === '<' ? order < 0 : condition.op === '<=' ? order <= 0 : condition.op === '>' ? order > 0 : order >= 0;
    }
  }
}
