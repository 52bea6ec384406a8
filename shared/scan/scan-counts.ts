/**
 * How many findings were open when a scan ended, and how many it opened and resolved: one row for each account and scan, and one for each scan job over
 * all accounts. The rows are never changed afterwards, so that nights can be compared (docs/adr/0064-trend-and-saved-views.md).
 */
import pLimit from 'p-limit';
import type { AccountId, JobId } from '../ids.ts';
import { addNumbers } from '../numbers.ts';
import { epochSeconds } from '../seams.ts';
import type { Severity } from '../severity.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, any, atMost, queryAll, type Store } from '../storage/store.ts';
import type { ScanCounts } from './model.ts';

/** The partition of the counts over all accounts. */
const ALL_ACCOUNTS = '*';
const KEPT_SECONDS = 400 * 86_400;
const DAY_MS = 86_400_000;
const ACCOUNTS_AT_ONCE = 16;

export type BySeverity = Readonly<Partial<Record<Severity, number>>>;

interface ScanCountsRow {
  readonly account_id: AccountId | typeof ALL_ACCOUNTS;
  /** `<created_at of the job>#<job_id>`: the same whenever the row is written again, and in the order of the scans. */
  readonly scan: string;
  readonly open: BySeverity;
  readonly opened: number;
  readonly resolved: number;
  /** In the rows of all accounts: of how many the open findings are known. */
  readonly accounts?: number;
  readonly observed_at: string;
  /** TTL of the row, in seconds since 1970. */
  readonly expires_at: number;
}

interface CountedScan {
  readonly job: { readonly job_id: JobId; readonly created_at: string };
  readonly open: BySeverity;
  readonly counts: Pick<ScanCounts, 'opened' | 'reopened' | 'resolved'>;
  /** When the open findings were counted. Counts of the same scan that were made later stay. */
  readonly observed_at: string;
}

export async function recordScan(store: Store, accountId: AccountId, scan: CountedScan): Promise<void> {
  await put(store, { ...rowOf(scan), account_id: accountId });
}

/** @param accounts of how many accounts the open findings are known */
export async function recordScanJob(store: Store, scan: CountedScan & { readonly accounts: number }): Promise<void> {
  await put(store, { ...rowOf(scan), account_id: ALL_ACCOUNTS, accounts: scan.accounts });
}

const rowOf = ({ job, open, counts: { opened, reopened, resolved }, observed_at }: CountedScan): Omit<ScanCountsRow, 'account_id'> => ({
  scan: `${job.created_at}#${job.job_id}`,
  open,
  opened: opened + reopened,
  resolved,
  observed_at,
  expires_at: epochSeconds(Date.parse(job.created_at)) + KEPT_SECONDS,
});

async function put(store: Store, row: ScanCountsRow): Promise<void> {
  await carriedOut(store.put('scan_counts', row, any(absent('observed_at'), atMost('observed_at', row.observed_at))));
}

/** The counts of one day in UTC. A day without a scan has none: it is not a day without findings. */
export interface DayCounts {
  readonly date: string;
  /** The counts after the last scan of the day; an account without a scan that day counts as after its last one before. */
  readonly open: BySeverity;
  /** The scans of the day together opened and resolved so many. */
  readonly opened: number;
  readonly resolved: number;
  /** The open findings of so many accounts are known. */
  readonly accounts: number;
}

/**
 * The counts of the last `days` days that had a scan, oldest first.
 * @param accounts the accounts that are counted together; undefined for all that were enabled then
 * @param now milliseconds since 1970
 */
export async function readTrend(
  store: Store,
  { accounts, days, now }: { readonly accounts: readonly AccountId[] | undefined; readonly days: number; readonly now: number },
): Promise<readonly DayCounts[]> {
  const from = new Date(now - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  if (accounts === undefined) {
    const rows = await rowsSince(store, ALL_ACCOUNTS, from);
    return daysOf(rows).map(({ date, rows: ofDay }) => {
      const last = ofDay.at(-1);
      return { date, open: last?.open ?? {}, ...changesOf(ofDay), accounts: last?.accounts ?? 0 };
    });
  }
  const histories = await pLimit(ACCOUNTS_AT_ONCE).map([...accounts], async (id) => ({
    id,
    before: await lastBefore(store, id, from),
    rows: await rowsSince(store, id, from),
  }));
  const newest = new Map(histories.flatMap(({ id, before }) => (before ? [[id, before.open] as const] : [])));
  const rows = histories.flatMap((history) => history.rows).toSorted((a, b) => (a.scan < b.scan ? -1 : a.scan > b.scan ? 1 : 0));
  return daysOf(rows).map(({ date, rows: ofDay }) => {
    for (const { account_id, open } of ofDay) if (account_id !== ALL_ACCOUNTS) newest.set(account_id, open);
    return { date, open: sumOf([...newest.values()]), ...changesOf(ofDay), accounts: newest.size };
  });
}

async function rowsSince(store: Store, partition: ScanCountsRow['account_id'], from: string): Promise<readonly ScanCountsRow[]> {
  const rows: ScanCountsRow[] = [];
  // Every row of the table was written by `put`.
  for await (const item of queryAll(store, 'scan_counts', { partition, range: { from } })) rows.push(item as unknown as ScanCountsRow);
  return rows;
}

async function lastBefore(store: Store, partition: AccountId, before: string): Promise<ScanCountsRow | undefined> {
  const { items } = await store.query('scan_counts', { partition, range: { to: before }, descending: true, limit: 1 });
  // Every row of the table was written by `put`.
  return items[0] as ScanCountsRow | undefined;
}

/** The rows by the day on which their scans began. @param rows in the order of the scans */
function daysOf(rows: readonly ScanCountsRow[]): readonly { readonly date: string; readonly rows: readonly ScanCountsRow[] }[] {
  const byDay = Map.groupBy(rows, ({ scan }) => scan.slice(0, 10));
  return [...byDay].map(([date, ofDay]) => ({ date, rows: ofDay }));
}

const changesOf = (rows: readonly ScanCountsRow[]): Pick<DayCounts, 'opened' | 'resolved'> => ({
  opened: rows.reduce((sum, { opened }) => sum + opened, 0),
  resolved: rows.reduce((sum, { resolved }) => sum + resolved, 0),
});

export function sumOf(counts: readonly BySeverity[]): BySeverity {
  const sum: Partial<Record<Severity, number>> = {};
  for (const each of counts) addNumbers(sum, each);
  return sum;
}
