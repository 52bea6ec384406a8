/**
 * What a customer owns: the resources of its whole accounts, account by account, then its single resources. Every page is read from indexes of what the
 * customer owns, and makes few requests, however much that is.
 */
import { z } from '@hono/zod-openapi';
import type { AssignmentRow } from '../customers/model.ts';
import type { Ownership } from '../customers/ownership.ts';
import { type AccountId, type CustomerId, parseResourceUid, resourceKey, type ResourceUid } from '../ids.ts';
import { coverageOf } from '../inventory/coverage.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { readRows } from '../storage/read-rows.ts';
import { queryAll, type Store } from '../storage/store.ts';
import { type Partition, walk, walkPosition } from './partition-walk.ts';
import { isExpired, rowOf, slicePartition } from './resource-listing.ts';

/** A resource, by itself or with its account. `row` is absent if a deleted resource's row has expired. */
export type Owned =
  | { readonly through: 'account'; readonly row: ResourceRow }
  | { readonly through: 'resource'; readonly row: ResourceRow | undefined; readonly assignment: AssignmentRow };

/** `single`: the uid after which the single resources go on; empty to begin with them. */
export const ownedPosition = z.union([z.strictObject({ walk: walkPosition }), z.strictObject({ single: z.string().max(2048) })]);
export type OwnedPosition = z.infer<typeof ownedPosition>;

/** The most queries of resources for the first page, so that it makes fewer than ten requests, and for each page after it. */
const QUERIES = 4;
const QUERIES_LATER = 64;
/** The most single resources of one page: 50 rows are read by a request. */
const MAX_SINGLE = 200;

interface OwnedPage {
  readonly items: readonly Owned[];
  readonly cursor?: OwnedPosition;
}

export interface OwnedListing {
  readonly store: Store;
  readonly owned: Ownership;
  /** Seconds since 1970. */
  readonly now: number;
}

export async function ownedPage(
  customerId: CustomerId,
  { limit, cursor }: { readonly limit: number; readonly cursor: OwnedPosition | undefined },
  listing: OwnedListing,
): Promise<OwnedPage> {
  const accounts = await accountsOf(customerId, listing.store);
  const position = cursor ?? (accounts.length > 0 ? { walk: undefined } : { single: '' });
  if ('single' in position) return await singlePage(customerId, { limit, after: position.single }, new Set(accounts), listing);
  const start = position.walk;
  const page = await walk({
    partitions: partitionsOf(accounts, listing.store, start?.partition),
    matches: (row) => row.is_last === 1 && !isExpired(row, listing.now),
    limit,
    cursor: start,
    queries: cursor === undefined ? QUERIES : QUERIES_LATER,
  });
  return {
    items: page.items.map((row) => ({ through: 'account', row })),
    cursor: page.cursor ? { walk: page.cursor } : { single: '' },
  };
}

/** The accounts that the customer owns, in order. */
async function accountsOf(customerId: CustomerId, store: Store): Promise<readonly AccountId[]> {
  const ids: AccountId[] = [];
  for await (const item of queryAll(store, 'accounts', { index: 'accounts_by_customer', partition: customerId }))
    ids.push(item['account_id'] as AccountId);
  return ids;
}

/** The slices of one account after the other, in the order of their names. Each account begins with a partition without rows, so that the query for its slices counts. */
async function* partitionsOf(accounts: readonly AccountId[], store: Store, from = ''): AsyncGenerator<Partition<ResourceRow>> {
  const begins = accounts.map((id) => ({ id, begin: `${id}#` })).toSorted((a, b) => (a.begin < b.begin ? -1 : 1));
  for (const { id, begin } of begins) {
    if (begin < from && !from.startsWith(begin)) continue;
    const slices: Partition<ResourceRow>[] = [];
    for await (const item of queryAll(store, 'coverage', { partition: id })) {
      const { segment, slices: inSegment } = coverageOf(item);
      for (const [type, { populated }] of Object.entries(inSegment)) if (populated) slices.push(slicePartition(store, id, type, segment));
    }
    yield { name: begin, read: () => Promise.resolve({ entries: [] }) };
    yield* slices.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }
}

async function singlePage(
  customerId: CustomerId,
  { limit, after }: { readonly limit: number; readonly after: string },
  accounts: ReadonlySet<AccountId>,
  { store, owned, now }: OwnedListing,
): Promise<OwnedPage> {
  const cursor = after === '' ? undefined : { resource_uid: after, customer_id: customerId };
  const page = await owned.page(customerId, { limit: Math.min(limit, MAX_SINGLE), cursor });
  const single = page.items.filter(({ resource_uid }) => parseResourceUid(resource_uid) !== undefined);
  const { rows, read } = await readRows(
    store,
    'resources',
    single.map(({ resource_uid }) => resourceKey(resource_uid)),
  );
  const byUid = new Map<ResourceUid, ResourceRow>(rows.map((item) => [rowOf(item).resource_uid, rowOf(item)]));
  const items = single.slice(0, read).flatMap((assignment): readonly Owned[] => {
    // The rows of `customer_resources` with a uid are those of single resources.
    const stored = byUid.get(assignment.resource_uid as ResourceUid);
    const row = stored && !isExpired(stored, now) ? stored : undefined;
    // It was listed with its account.
    if (row?.is_last === 1 && accounts.has(row.account_id)) return [];
    return [{ through: 'resource', row, assignment }];
  });
  const isCut = read < single.length;
  const last = isCut ? single[read - 1]?.resource_uid : page.cursor?.['resource_uid'];
  return { items, ...(last !== undefined && { cursor: { single: String(last) } }) };
}
