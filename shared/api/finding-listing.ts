/** The findings of a listing, by severity and then by age, and the filter for its rows. */
import type { AccountId, CustomerId } from '../ids.ts';
import { parseResourceUid, resourceKey, type ResourceUid } from '../ids.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { findingId } from '../scan/finding-id.ts';
import { LIST_SHARDS, orderPrefix } from '../scan/finding-order.ts';
import type { FindingRow, FindingStatus } from '../scan/model.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import { readRows } from '../storage/read-rows.ts';
import type { Item, Query, Store } from '../storage/store.ts';
import { badCursor } from './cursors.ts';
import type { Partition } from './partition-walk.ts';
import { isUid, SINGLE, singleResources } from './resource-listing.ts';
import { tagMatch } from './tag-filter.ts';

/** A finding must match every member; undefined allows all. */
export interface FindingFilter {
  readonly status: FindingStatus;
  readonly accounts: ReadonlySet<AccountId> | undefined;
  /** Whether the caller's scope is limited: nothing is read then that is not of it. */
  readonly limited: boolean;
  /** The customer whose single resources' findings are listed after those of the accounts. */
  readonly customer_id: CustomerId | undefined;
  /** The ids of the policies that may have a finding of a resource of this type, sorted. */
  readonly policiesOf: (type: string) => readonly string[];
  readonly policies: ReadonlySet<string> | undefined;
  readonly severities: readonly Severity[] | undefined;
  readonly types: ReadonlySet<string> | undefined;
  readonly regions: ReadonlySet<string> | undefined;
  /** Ids, names, native ids or uids of resources. */
  readonly resources: ReadonlySet<string> | undefined;
  /** `key` or `key=value`; the resource must have all of them. */
  readonly tags: readonly string[];
  /** Opened at this time or later; of resolved findings, resolved. */
  readonly since: string | undefined;
  readonly suppression_id: string | undefined;
}

export interface ListedFinding {
  readonly row: FindingRow;
  /** `unread`: the finding matches but for the tags of its resource, which could not be read. */
  readonly match: true | 'unread';
}

/** The most findings that a page reads to find those that match, if only their rows and those of their resources tell. */
const ROWS_LOOKED_THROUGH = 400;

/** How much a page may read, as `walk` takes it. */
export const findingBudget = ({ tags, resources, regions, suppression_id }: FindingFilter): { readonly rows?: number } =>
  tags.length > 0 || resources !== undefined || regions !== undefined || suppression_id !== undefined ? { rows: ROWS_LOOKED_THROUGH } : {};

/** Findings of more accounts than this are read from the index of all accounts. */
const MOST_ACCOUNTS = 16;

export type Source = Pick<Query, 'index' | 'partition'>;

/** Sources that are merged, and what their place in the order of one severity is called. */
interface Merged {
  readonly name: string;
  readonly sources: readonly Source[];
}

/**
 * One index partition for each account, or the shards of all accounts. Each is ordered as the listing is. Of a limited scope, the accounts are read in groups
 * of a few, one group after the other, because the shards hold everyone's findings.
 */
export function mergedSources({ accounts, limited }: FindingFilter): readonly Merged[] {
  const ofAccount = (partition: AccountId): Source => ({ index: 'account_findings_by_severity', partition });
  if (limited) {
    const sorted = [...(accounts ?? [])].toSorted();
    const groups = Math.ceil(sorted.length / MOST_ACCOUNTS);
    return Array.from({ length: groups }, (_, group) => sorted.slice(group * MOST_ACCOUNTS, (group + 1) * MOST_ACCOUNTS)).map((ids) => ({
      name: `#${ids[0]}`,
      sources: ids.map(ofAccount),
    }));
  }
  const isFew = accounts !== undefined && accounts.size <= MOST_ACCOUNTS;
  const shards = LIST_SHARDS.map((partition): Source => ({ index: 'findings_by_severity', partition }));
  return [{ name: '', sources: isFew ? [...accounts].map(ofAccount) : shards }];
}

/** Which of the findings of one severity come first. */
export type FindingAge = 'oldest' | 'newest';

/** A partition of the listing for each severity, the most serious first, and for each group of sources. */
export function findingPartitions(store: Store, filter: FindingFilter, first: FindingAge = 'oldest'): readonly Partition<ListedFinding>[] {
  const merged = mergedSources(filter);
  const bySeverity = SEVERITIES.flatMap((severity, rank) =>
    filter.severities && !filter.severities.includes(severity)
      ? []
      : merged.map(({ name, sources }) => ({ name: `${rank}${name}`, read: reader(store, filter, severity, { sources, first }) })),
  );
  return filter.customer_id === undefined ? bySeverity : [...bySeverity, singlePartition(store, filter, filter.customer_id)];
}

/** Resources whose findings are looked up at once: each may have one of every policy of its type. */
const RESOURCES_AT_ONCE = 20;
/** In a position, stands for all policies of a resource: it sorts after their ids. */
const EVERY_POLICY = '~';

/** The findings of the resources that a customer has singly, by resource and policy. They are read by their keys, which policy and resource make up. */
function singlePartition(store: Store, filter: FindingFilter, customerId: CustomerId): Partition<ListedFinding> {
  return {
    name: SINGLE,
    read: async (after, limit) => {
      const [, policy, uid] = /^([^#]+)#(.+)$/s.exec(after ?? '') ?? [];
      if (after !== undefined && (uid === undefined || !isUid(uid))) throw badCursor();
      const page = await singleResources(store, customerId, uid, Math.min(limit, RESOURCES_AT_ONCE));
      const begun =
        uid === undefined
          ? []
          : policiesWanted(uid, filter)
              .filter((id) => id > policy!)
              .map((id) => keyOfFinding(id, uid));
      const keys = [...begun, ...page.uids.flatMap((each) => policiesWanted(each, filter).map((id) => keyOfFinding(id, each)))];
      const { rows: found, read } = await readRows(store, 'findings', keys);
      const byId = new Map((found as readonly unknown[] as readonly FindingRow[]).map((row) => [row.finding_id, row]));
      const rows = keys.flatMap(({ finding_id }) => byId.get(finding_id) ?? []).filter((row) => isWantedFinding(row, filter));
      const matching = await ofResources(store, rows, filter);
      return {
        entries: matching.map((item) => ({ at: item.row.finding_id, item })),
        read,
        next: read < keys.length ? keys[read - 1]!.finding_id : page.next && `${EVERY_POLICY}#${page.next}`,
      };
    },
  };
}

/** The ids of the policies whose findings of the resource are asked for, sorted. */
function policiesWanted(uid: string, { policiesOf, policies, types }: FindingFilter): readonly string[] {
  const type = parseResourceUid(uid)?.type;
  if (type === undefined || (types !== undefined && !types.has(type))) return [];
  return policiesOf(type).filter((id) => policies?.has(id) ?? true);
}

const keyOfFinding = (policyId: string, uid: string) => ({
  account_id: parseResourceUid(uid)!.account_id as string,
  finding_id: findingId(policyId, uid as ResourceUid),
});

/** Merges the next keys of every source, drops those that do not match, and reads the rows of the others. */
const reader =
  (
    store: Store,
    filter: FindingFilter,
    severity: Severity,
    { sources, first }: { readonly sources: readonly Source[]; readonly first: FindingAge },
  ): Partition<ListedFinding>['read'] =>
  async (after, limit) => {
    const prefix = orderPrefix(filter.status, severity);
    if (after !== undefined && !after.startsWith(prefix)) throw badCursor();
    const [oldest, newest] = [`${prefix}${filter.since ?? ''}`, `${prefix}\uFFFF`];
    const descending = first === 'newest';
    const range = descending ? { from: oldest, to: after ?? newest } : { from: after ?? oldest, to: newest };
    const compare = descending ? (a: string, b: string) => ascending(b, a) : ascending;
    // One more than its share, because a source that continues returns the key of the cursor once more.
    const share = Math.ceil(limit / sources.length) + 1;
    const pages = await Promise.all(sources.map(async (source) => store.query('findings', { ...source, range, descending, limit: share })));
    // Only up to here is it known that no source has a key that is missing.
    const ends = pages.flatMap(({ cursor, items }) => (cursor ? [orderOf(items.at(-1)!)] : []));
    const end = ends.toSorted(compare)[0];
    const keys = pages
      .flatMap(({ items }) => items)
      .filter((item) => orderOf(item) !== after && (end === undefined || compare(orderOf(item), end) <= 0))
      .toSorted((a, b) => compare(orderOf(a), orderOf(b)));
    const wanted = keys.filter((key) => mayMatch(key, filter));
    const { rows, read } = await rowsOf(store, wanted, filter);
    return {
      entries: rows.map((item) => ({ at: item.row.list_order, item })),
      read,
      next: read < wanted.length ? orderOf(wanted[read - 1]!) : end,
    };
  };

const orderOf = (item: Item): string => item['list_order'] as string;
const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The rows of the first `read` keys, in their order. The index may be out of date, so a row may have another place by now: it is left out.
 */
async function rowsOf(
  store: Store,
  keys: readonly Item[],
  filter: FindingFilter,
): Promise<{ readonly rows: readonly ListedFinding[]; readonly read: number }> {
  const wanted = keys.map((key) => ({ account_id: key['account_id'] as string, finding_id: key['finding_id'] as string }));
  const { rows: found, read } = await readRows(store, 'findings', wanted);
  // The store's items have no type of their own; each row of `findings` was written as one.
  const byOrder = new Map(found.map((row) => [orderOf(row), row as unknown as FindingRow]));
  const rows = keys.flatMap((key) => byOrder.get(orderOf(key)) ?? []).filter((row) => isWantedFinding(row, filter));
  return { rows: await ofResources(store, rows, filter), read };
}

/** Leaves the findings of resources that have one of the ids or names, and that have the tags or whose tags could not be read. */
async function ofResources(
  store: Store,
  rows: readonly FindingRow[],
  { tags, resources }: FindingFilter,
): Promise<readonly ListedFinding[]> {
  if (tags.length === 0 && resources === undefined) return rows.map((row) => ({ row, match: true }));
  const known = (await store.getMany(
    'resources',
    [...new Set(rows.map(({ resource_uid }) => resource_uid))].filter((uid) => parseResourceUid(uid)).map(resourceKey),
  )) as readonly unknown[] as readonly ResourceRow[];
  const byUid = new Map(known.map((row) => [row.resource_uid, row]));
  return rows.flatMap((row): readonly ListedFinding[] => {
    const resource = byUid.get(row.resource_uid);
    const names = [row.resource_uid, row.resource_id, row.resource_name, resource?.native_id];
    if (resources !== undefined && !names.some((name) => typeof name === 'string' && resources.has(name))) return [];
    // A resource that is not stored any more has no tags.
    const match = tagMatch(tags, resource ? resource.tags : {});
    return match === false ? [] : [{ row, match }];
  });
}

/** Whether the finding of an index entry can match, by what its id says of it. */
export function mayMatch(key: Item, { accounts, policies, types }: FindingFilter): boolean {
  const id = key['finding_id'] as string;
  const hash = id.indexOf('#');
  const type = parseResourceUid(id.slice(hash + 1))?.type;
  return (
    (accounts?.has(key['account_id'] as AccountId) ?? true) &&
    (policies?.has(id.slice(0, hash)) ?? true) &&
    (types === undefined || type === undefined || types.has(type))
  );
}

const isWantedFinding = (
  row: FindingRow,
  { status, severities, types, regions, policies, suppression_id, since }: FindingFilter,
): boolean =>
  row.status === status &&
  (severities?.includes(row.severity) ?? true) &&
  (types?.has(row.type) ?? true) &&
  (regions?.has(row.region) ?? true) &&
  (policies?.has(row.policy_id) ?? true) &&
  (since === undefined || (row.resolved_at ?? row.opened_at) >= since) &&
  (suppression_id === undefined || row.suppression?.suppression_id === suppression_id);
