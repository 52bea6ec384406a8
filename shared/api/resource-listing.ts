/** The partitions that a listing of resources reads, and the filter for its rows. */
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { TYPE_SHARDS } from '../inventory/repository.ts';
import { registeredType } from '../clouds/registered-type.ts';
import { parseResourceUid, resourceKey, sliceId, type AccountId, type CustomerId, type ResourceUid } from '../ids.ts';
import { hasWords } from '../exports/search/search-text.ts';
import { coverageOf } from '../inventory/coverage.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { badCursor } from './cursors.ts';
import { readRows } from '../storage/read-rows.ts';
import { queryAll, type Item, type Store } from '../storage/store.ts';
import type { Partition, WalkPosition } from './partition-walk.ts';
import { tagMatch } from './tag-filter.ts';

export interface ResourceFilter {
  /** Undefined: all accounts; a caller with a limited scope always has a list. */
  readonly accounts: readonly AccountId[] | undefined;
  /** Whether the caller's scope is limited: nothing is read then that is not of it. */
  readonly limited: boolean;
  /** The customer whose single resources are listed after those of the accounts. */
  readonly customer_id: CustomerId | undefined;
  /** The types that match the filters of type and kind. */
  readonly types: readonly ResourceType[];
  /** Whether a type of registered resources matches them. A customer's own types are known only from its resources. */
  readonly takes: (type: ResourceType) => boolean;
  readonly regions: ReadonlySet<string> | undefined;
  readonly is_last: 0 | 1 | undefined;
  /** `key` or `key=value`; a resource must have all of them. */
  readonly tags: readonly string[];
  /** Ids, names, native ids or uids; undefined allows every resource. */
  readonly resources: ReadonlySet<string> | undefined;
  /** Folded; each must be in the name, an id or a tag. */
  readonly words: readonly string[];
}

const SHARDS = Array.from({ length: TYPE_SHARDS }, (_, shard) => String(shard).padStart(2, '0'));

const byName = <T>(partitions: readonly Partition<T>[]): readonly Partition<T>[] =>
  partitions.toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Resources of more accounts than this, and of few types, are read from the index by type: each account would take a query before the first resource is read. */
const MOST_ACCOUNTS = 16;
/** The index by type takes a query for each shard of each type, whether a resource is there or not, so it is read for fewer types than this. */
const MOST_TYPES = 16;
/** The most queries of a page by account: slices have few resources each. */
export const QUERIES_BY_ACCOUNT = 512;
const ACCOUNTS_AT_ONCE = 8;

/** Whether the listing is ordered by account, and not by type. */
export const isByAccount = ({ accounts, types, limited }: ResourceFilter): boolean =>
  limited || types.length > MOST_TYPES || (accounts !== undefined && accounts.length <= MOST_ACCOUNTS);

/** @param everyAccount the ids of all accounts, which are listed if the filter names none */
export function resourcePartitions(
  store: Store,
  filter: ResourceFilter,
  everyAccount: () => Promise<readonly AccountId[]>,
  cursor: WalkPosition | undefined,
): Iterable<Partition<ResourceRow>> | AsyncIterable<Partition<ResourceRow>> {
  return isByAccount(filter) ? accountPartitions(store, filter, everyAccount, cursor) : typePartitions(store, filter);
}

/**
 * The partitions of one account after the other, from that of the cursor on. Each account begins with a partition without rows, so that a walk counts the
 * query for the account's slices even if none of them is wanted.
 */
async function* accountPartitions(
  store: Store,
  filter: ResourceFilter,
  everyAccount: () => Promise<readonly AccountId[]>,
  cursor: WalkPosition | undefined,
): AsyncGenerator<Partition<ResourceRow>> {
  const begins = (filter.accounts ?? (await everyAccount()))
    .map((id) => ({ id, begin: `${id}#` }))
    .toSorted((a, b) => (a.begin < b.begin ? -1 : 1))
    .filter(({ begin }) => cursor === undefined || begin >= cursor.partition || cursor.partition.startsWith(begin));
  for (let first = 0, count = 1; first < begins.length; first += count, count = Math.min(ACCOUNTS_AT_ONCE, count * 2)) {
    const some = begins.slice(first, first + count);
    const found = await Promise.all(some.map(async ({ id }) => byName(await slicePartitions(store, filter, id))));
    for (const [place, { begin }] of some.entries()) {
      yield { name: begin, read: async () => ({ entries: [] }) };
      yield* found[place]!;
    }
  }
  if (filter.customer_id !== undefined) yield singlePartition(store, filter, filter.customer_id);
}

/** The resources that a customer has singly, by uid. The name of the partition sorts after those of accounts. */
function singlePartition(store: Store, { types, takes, regions }: ResourceFilter, customerId: CustomerId): Partition<ResourceRow> {
  const known = new Map(types.map((type) => [type.type, type]));
  return {
    name: SINGLE,
    read: async (after, limit) => {
      const page = await singleResources(store, customerId, after, limit);
      const wanted = page.uids.filter((uid) => {
        const { type = '', segment = '' } = parseResourceUid(uid) ?? {};
        const definition = known.get(type) ?? [registeredType(type)].find((each) => each !== undefined && takes(each));
        return definition !== undefined && mayHold(definition, segment, regions);
      });
      const { rows, read } = await readRows(store, 'resources', wanted.map(resourceKey));
      const byUid = new Map(rows.map((row) => [row['resource_uid'], row]));
      const entries = wanted.slice(0, read).flatMap((uid) => {
        const row = byUid.get(uid);
        return row ? [{ at: uid, item: rowOf(row) }] : [];
      });
      return { entries, next: read < wanted.length ? wanted[read - 1] : page.next };
    },
  };
}

/** Sorts after the names of accounts and days. */
export const SINGLE = '~';

/** A page of the uids of the resources that a customer has singly, after the uid `after`. */
export async function singleResources(
  store: Store,
  customerId: CustomerId,
  after: string | undefined,
  limit: number,
): Promise<{ readonly uids: readonly string[]; readonly next: string | undefined }> {
  const page = await store.query('customer_resources', {
    index: 'customer_resources_by_customer',
    partition: customerId,
    limit,
    ...(after !== undefined && { cursor: { customer_id: customerId, resource_uid: after } }),
  });
  const entries = page.items.map((item) => item['resource_uid'] as string);
  // An account that the customer has whole has a row too, under the account's id.
  const uids = entries.filter(isUid);
  return { uids, next: page.cursor && String(page.cursor['resource_uid']) };
}

/**
 * Whether a slice may have resources of a region. The global segment may, if resources of the type are in regions: one
 * list of an Azure subscription covers all of its locations.
 */
export const mayHold = ({ scope }: ResourceType, segment: string, regions: ResourceFilter['regions']): boolean =>
  regions === undefined || regions.has(segment) || (segment === GLOBAL_SEGMENT && scope === 'regional');

/** The partitions of one account: its slices in the table `coverage`, by segment and type. */
async function slicePartitions(store: Store, filter: ResourceFilter, accountId: AccountId): Promise<readonly Partition<ResourceRow>[]> {
  const types = new Map(filter.types.map((type) => [type.type, type]));
  const partitions: Partition<ResourceRow>[] = [];
  for await (const item of queryAll(store, 'coverage', { partition: accountId })) {
    const { segment, slices } = coverageOf(item);
    for (const [name, { populated }] of Object.entries(slices)) {
      const type = types.get(name);
      if (!type || !mayHold(type, segment, filter.regions)) continue;
      // A slice without resources in use may still have rows of deleted ones.
      if (populated || filter.is_last !== 1) partitions.push(slicePartition(store, accountId, name, segment));
    }
  }
  return partitions;
}

export function slicePartition(store: Store, accountId: AccountId, type: string, segment: string): Partition<ResourceRow> {
  const slice_id = sliceId(accountId, type, segment);
  return {
    name: `${accountId}#${segment}#${type}`,
    read: async (after, limit) => {
      const cursor = after === undefined ? undefined : { slice_id, resource_id: after };
      const page = await store.query('resources', { partition: slice_id, limit, cursor });
      return {
        entries: page.items.map((item) => ({ at: item['resource_id'] as string, item: rowOf(item) })),
        next: page.cursor?.['resource_id'] as string | undefined,
      };
    },
  };
}

/** The partitions of all accounts: the shards of the index by type, which holds keys only; the rows are read by their keys. */
function typePartitions(store: Store, { types, regions, accounts }: ResourceFilter): readonly Partition<ResourceRow>[] {
  const wanted = accounts && new Set(accounts);
  return byName(
    types.flatMap((type) =>
      SHARDS.map((shard) =>
        typePartition(store, `${type.type}#${shard}`, (uid) => {
          const { account_id, segment = '' } = parseResourceUid(uid) ?? {};
          return mayHold(type, segment, regions) && (wanted === undefined || (account_id !== undefined && wanted.has(account_id)));
        }),
      ),
    ),
  );
}

/** `isWanted`: whether the resource with this uid may match. */
function typePartition(store: Store, typeShard: string, isWanted: (uid: string) => boolean): Partition<ResourceRow> {
  return {
    name: typeShard,
    read: async (after, limit) => {
      if (after !== undefined && !isUid(after)) throw badCursor();
      const cursor = after === undefined ? undefined : { ...resourceKey(after), type_shard: typeShard, resource_uid: after };
      const page = await store.query('resources', { index: 'resources_by_type', partition: typeShard, limit, cursor });
      const uids = page.items.map((item) => item['resource_uid'] as string);
      const wanted = uids.filter(isWanted);
      const { rows, read } = await readRows(store, 'resources', wanted.map(resourceKey));
      const byUid = new Map(rows.map((row) => [row['resource_uid'], row]));
      const entries = wanted.slice(0, read).flatMap((uid) => {
        const row = byUid.get(uid);
        return row ? [{ at: uid, item: rowOf(row) }] : [];
      });
      return { entries, next: read < wanted.length ? wanted[read - 1] : page.cursor && uids.at(-1) };
    },
  };
}

/** The longest sort key that DynamoDB takes, in bytes. */
const MAX_ID_BYTES = 1024;

/** Whether the text is the uid of a resource that could be stored. */
export function isUid(text: string): text is ResourceUid {
  const parts = parseResourceUid(text);
  return parts !== undefined && Buffer.byteLength(parts.resource_id) <= MAX_ID_BYTES;
}

/** The store's items are untyped; those of the table `resources` are such rows. */
export const rowOf = (item: Item): ResourceRow => item as unknown as ResourceRow;

/**
 * Whether the resource matches; `unread` if all but its tags do, which could not be read. `nowSeconds`: seconds since 1970. Expired rows are
 * left out, because DynamoDB may delete them days late.
 */
export function matchOf(
  row: ResourceRow,
  { regions, is_last, tags, resources, words }: ResourceFilter,
  nowSeconds: number,
): boolean | 'unread' {
  const others =
    (regions?.has(row.region) ?? true) &&
    (is_last === undefined || row.is_last === is_last) &&
    !isExpired(row, nowSeconds) &&
    (resources === undefined || namesOf(row).some((name) => typeof name === 'string' && resources.has(name))) &&
    hasWords(row, words);
  return others && tagMatch(tags, row.tags);
}

const namesOf = ({ resource_uid, resource_id, name, native_id }: ResourceRow) => [resource_uid, resource_id, name, native_id];

export const isExpired = ({ expires_at }: ResourceRow, nowSeconds: number): boolean => expires_at !== undefined && expires_at <= nowSeconds;
