/** Counts the findings of a listing by policy, account, resource or service. */
import type { AccountId } from '../ids.ts';
import { parseResourceUid } from '../ids.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { Store } from '../storage/store.ts';
import { visitKeys, type ListedKey } from './finding-count.ts';
import { findingPartitions, type FindingFilter } from './finding-listing.ts';
import { BUDGET, walk } from './partition-walk.ts';

export const GROUPINGS = ['policy', 'account', 'resource', 'service'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  /** The policy's or the account's id, the resource's uid, or the service's name. */
  readonly key: string;
  readonly count: number;
  readonly by_severity: Readonly<Partial<Record<Severity, number>>>;
}

export interface Groups {
  /** The groups with the most serious findings come first. */
  readonly groups: readonly Group[];
  /** Every finding was counted; if false, each group has at least so many, and there may be more groups. */
  readonly exact: boolean;
}

/** The most keys that are counted: some 64 queries of an index. */
const MOST_KEYS = 100_000;

/** @param serviceOf the name of the service that a type of resources belongs to */
export async function groupFindings(
  store: Store,
  filter: FindingFilter,
  by: Grouping,
  serviceOf: (type: string) => string,
): Promise<Groups> {
  const counts = new Map<string, Partial<Record<Severity, number>>>();
  const add = ({ finding_id, severity }: ListedKey): void => {
    const key = keyOf(finding_id, by, serviceOf);
    const bySeverity = counts.get(key) ?? {};
    bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
    counts.set(key, bySeverity);
  };
  // The single resources of a customer are in no index, so its findings are walked through.
  const visited = filter.customer_id === undefined ? await visitKeys(store, filter, MOST_KEYS, add) : undefined;
  const exact = visited ?? (await addRows(store, filter, add));
  const groups = [...counts].map(([key, by_severity]) => ({ key, by_severity, count: sumOf(by_severity) }));
  return { groups: groups.toSorted(mostSerious), exact };
}

/** Returns whether all rows could be read within the work that one answer may take. */
async function addRows(store: Store, filter: FindingFilter, add: (row: ListedKey) => void): Promise<boolean> {
  const partitions = findingPartitions(store, filter);
  const { items, cursor } = await walk({ partitions, matches: ({ match }) => match === true, limit: BUDGET.rows, cursor: undefined });
  for (const { row } of items) add(row);
  return cursor === undefined;
}

function keyOf(findingId: string, by: Grouping, serviceOf: (type: string) => string): string {
  const hash = findingId.indexOf('#');
  const uid = findingId.slice(hash + 1);
  if (by === 'policy') return findingId.slice(0, hash);
  if (by === 'resource') return uid;
  const { account_id, type }: { readonly account_id?: AccountId; readonly type?: string } = parseResourceUid(uid) ?? {};
  return by === 'account' ? (account_id ?? uid) : serviceOf(type ?? '');
}

const sumOf = (counts: Group['by_severity']): number => SEVERITIES.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);

/** By the number of critical findings, then by that of high ones, and so on. */
function mostSerious(a: Group, b: Group): number {
  for (const severity of SEVERITIES) {
    const more = (b.by_severity[severity] ?? 0) - (a.by_severity[severity] ?? 0);
    if (more !== 0) return more;
  }
  return a.key < b.key ? -1 : 1;
}
