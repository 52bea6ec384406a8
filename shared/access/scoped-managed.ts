/** Managed resources as they are for a caller with a limited scope: those of its accounts, and those of its customer. Whose one is stands in its row alone. */
import pLimit from 'p-limit';
import { type Item, type Key, type Page, type Query, queryAll } from '../storage/store.ts';
import { type Access, NO_ROWS, type Rule } from './access.ts';

const PAGE = 100;
const AT_ONCE = 16;

const isOwn = (row: Item, access: Access): boolean => {
  const { customer_id } = access.scope;
  if (access.has(row['account_id'])) return true;
  return customer_id !== undefined && row['customer_id'] === customer_id && access.reaches(String(row['account_id']));
};

const keyOf = ({ managed_id }: Item): Key => ({ managed_id: String(managed_id) });

/** The stored row. One that is foreign takes as many reads as one that is not there. */
async function ownRow(managed_id: unknown, access: Access): Promise<Item | undefined> {
  const row = await access.store.get('managed_resources', keyOf({ managed_id }), { consistent: true });
  return row && isOwn(row, access) ? row : undefined;
}

/** The entries of an index, less those of rows that are not the caller's. */
async function ownEntries({ items, ...page }: Page, access: Access): Promise<Page> {
  if (items.length === 0) return { ...page, items };
  const rows = await access.store.getMany('managed_resources', items.map(keyOf));
  const own = new Set(rows.filter((row) => isOwn(row, access)).map((row) => row['managed_id']));
  return { ...page, items: items.filter(({ managed_id }) => own.has(managed_id)) };
}

export const managedResources: Rule = {
  readable: (keys) => keys,
  shown: (rows, access) => rows.filter((row) => isOwn(row, access)),
  query: async (query, access) => {
    if (query.index === 'managed_by_time') return await newest(query, access);
    if (query.index === 'managed_by_account' && access.has(query.partition)) return await access.store.query('managed_resources', query);
    const isOwnList = query.index === 'managed_by_customer' && query.partition === access.scope.customer_id;
    if (!isOwnList && query.index !== 'managed_by_account' && query.index !== 'managed_by_resource') return NO_ROWS;
    return await ownEntries(await access.store.query('managed_resources', query), access);
  },
  writable: async (row, access) => ('account_id' in row ? isOwn(row, access) : (await ownRow(row['managed_id'], access)) !== undefined),
};

/** The keys of the scope's own rows in the order of the list of all, after the cursor's. They are few, so that they are read and sorted whole. */
async function newest({ limit = PAGE, cursor, descending }: Query, access: Access): Promise<Page> {
  const rows = await readOwn(access);
  const place = (row: Item): string => `${String(row['created_at'])}#${String(row['managed_id'])}`;
  const isAfter = (a: string, b: string): boolean => (descending === true ? a < b : a > b);
  const sorted = rows.toSorted((a, b) => (isAfter(place(a), place(b)) ? 1 : -1));
  const rest = sorted.filter((row) => cursor === undefined || isAfter(place(row), place(cursor)));
  const items = rest.slice(0, limit).map(({ managed_id, created_at, listed }): Key => ({
    managed_id: String(managed_id),
    created_at: String(created_at),
    listed: String(listed),
  }));
  const last = items.at(-1);
  return { items, ...(rest.length > items.length && last && { cursor: last }) };
}

async function readOwn(access: Access): Promise<readonly Item[]> {
  const { customer_id } = access.scope;
  const partitions = [
    ...access.accounts.map((partition) => ({ index: 'managed_by_account' as const, partition })),
    ...(customer_id === undefined ? [] : [{ index: 'managed_by_customer' as const, partition: customer_id }]),
  ];
  const found = await pLimit(AT_ONCE).map(partitions, async (query) => {
    const ids: string[] = [];
    for await (const { managed_id } of queryAll(access.store, 'managed_resources', query)) ids.push(String(managed_id));
    return ids;
  });
  const keys = [...new Set(found.flat())].map((managed_id) => ({ managed_id }));
  const rows = keys.length === 0 ? [] : await access.store.getMany('managed_resources', keys);
  return rows.filter((row) => isOwn(row, access));
}

/** That one depends on another is told and written for what the caller sees of the other. The dependents' own rows decide what is shown of them. */
export const managedDependents: Rule = {
  readable: async (keys, access) => await ofOwn(keys, access),
  query: async (query, access) =>
    (await ownRow(query.partition, access)) ? await access.store.query('managed_dependents', query) : NO_ROWS,
  writable: async ({ managed_id }, access) => (await ownRow(managed_id, access)) !== undefined,
};

async function ofOwn(keys: readonly Key[], access: Access): Promise<readonly Key[]> {
  const rows = await pLimit(AT_ONCE).map([...keys], async ({ managed_id }) => await ownRow(managed_id, access));
  return keys.filter((_key, place) => rows[place] !== undefined);
}

/** The log since the resource was asked for: one of the same name may have been somebody else's before. */
export const managedEvents: Rule = {
  readable: async (keys, access) => await ofOwn(keys, access),
  shown: async (items, access) => {
    const told = await pLimit(AT_ONCE).map([...items], async (item) => await isTold(item, access));
    return items.filter((_item, place) => told[place]);
  },
  query: async (query, access) => {
    const row = await ownRow(query.partition, access);
    if (!row) return NO_ROWS;
    const page = await access.store.query('managed_events', query);
    return { ...page, items: page.items.filter(({ entry }) => String(entry) >= String(row['created_at'])) };
  },
  writable: async ({ managed_id }, access) => (await ownRow(managed_id, access)) !== undefined,
};

async function isTold({ managed_id, entry }: Item, access: Access): Promise<boolean> {
  const row = await ownRow(managed_id, access);
  return row !== undefined && String(entry) >= String(row['created_at']);
}
