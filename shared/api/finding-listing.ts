/** The findings of a listing, by severity and then by age, and the filter for its rows. */
import type { AccountId } from '../ids.ts';
import { parseResourceUid, resourceKey } from '../ids.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { LIST_SHARDS, orderPrefix } from '../scan/finding-order.ts';
import type { FindingRow, FindingStatus } from '../scan/model.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import { readRows } from '../storage/read-rows.ts';
import type { Item, Query, Store } from '../storage/store.ts';
import { badCursor } from './cursors.ts';
import type { Partition } from './partition-walk.ts';
import { tagMatch } from './tag-filter.ts';

/** A finding must match every member; undefined allows all. */
export interface FindingFilter {
  readonly status: FindingStatus;
  readonly accounts: ReadonlySet<AccountId> | undefined;
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

/** Findings of more accounts than this are read from the index of all accounts. */
const MOST_ACCOUNTS = 16;

type Source = Pick<Query, 'index' | 'partition'>;

/** One index partition for each account, or the shards of all accounts. Each is ordered as the listing is. */
const sourcesOf = ({ accounts }: FindingFilter): readonly Source[] =>
  accounts === undefined || accounts.size > MOST_ACCOUNTS
    ? LIST_SHARDS.map((partition) => ({ index: 'findings_by_severity', partition }))
    : [...accounts].map((partition) => ({ index: 'account_findings_by_severity', partition }));

/** A partition of the listing for each severity, the most serious first. */
export function findingPartitions(store: Store, filter: FindingFilter): readonly Partition<ListedFinding>[] {
  const sources = sourcesOf(filter);
  return SEVERITIES.flatMap((severity, rank) =>
    filter.severities && !filter.severities.includes(severity)
      ? []
      : [{ name: String(rank), read: reader(store, filter, severity, sources) }],
  );
}

/** Merges the next keys of every source, drops those that do not match, and reads the rows of the others. */
const reader =
  (store: Store, filter: FindingFilter, severity: Severity, sources: readonly Source[]): Partition<ListedFinding>['read'] =>
  async (after, limit) => {
    const prefix = orderPrefix(filter.status, severity);
    if (after !== undefined && !after.startsWith(prefix)) throw badCursor();
    const range = { from: after ?? `${prefix}${filter.since ?? ''}`, to: `${prefix}\uFFFF` };
    // One more than its share, because a source that continues returns the key of the cursor once more.
    const share = Math.ceil(limit / sources.length) + 1;
    const pages = await Promise.all(sources.map(async (source) => store.query('findings', { ...source, range, limit: share })));
    // Only up to here is it known that no source has a key that is missing.
    const ends = pages.flatMap(({ cursor, items }) => (cursor ? [orderOf(items.at(-1)!)] : []));
    const end = ends.toSorted(compare)[0];
    const keys = pages
      .flatMap(({ items }) => items)
      .filter((item) => orderOf(item) !== after && (end === undefined || orderOf(item) <= end))
      .toSorted((a, b) => compare(orderOf(a), orderOf(b)));
    const wanted = keys.filter((key) => mayMatch(key, filter));
    const { rows, read } = await rowsOf(store, wanted, filter);
    return {
      entries: rows.map((item) => ({ at: item.row.list_order, item })),
      next: read < wanted.length ? orderOf(wanted[read - 1]!) : end,
    };
  };

const orderOf = (item: Item): string => item['list_order'] as string;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
  const match = true;
  return {
    rows:
      filter.tags.length === 0 && filter.resources === undefined
        ? rows.map((row) => ({ row, match }))
        : await ofResources(store, rows, filter),
    read,
  };
}

/** Leaves the findings of resources that have one of the ids or names, and that have the tags or whose tags could not be read. */
async function ofResources(
  store: Store,
  rows: readonly FindingRow[],
  { tags, resources }: FindingFilter,
): Promise<readonly ListedFinding[]> {
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
function mayMatch(key: Item, { accounts, policies, types }: FindingFilter): boolean {
  const id = key['finding_id'] as string;
  const hash = id.indexOf('#');
  const type = parseResourceUid(id.slice(hash + 1))?.type;
  return (
    (accounts?.has(key['account_id'] as AccountId) ?? true) &&
    (policies?.has(id.slice(0, hash)) ?? true) &&
    (types === undefined || type === undefined || types.has(type))
  );
}

const isWantedFinding = (row: FindingRow, { status, types, regions, policies, suppression_id, since }: FindingFilter): boolean =>
  row.status === status &&
  (types?.has(row.type) ?? true) &&
  (regions?.has(row.region) ?? true) &&
  (policies?.has(row.policy_id) ?? true) &&
  (since === undefined || (row.resolved_at ?? row.opened_at) >= since) &&
  (suppression_id === undefined || row.suppression?.suppression_id === suppression_id);
