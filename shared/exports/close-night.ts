/**
 * Makes a night of what an export's accounts have written: says what there is, and clears what an earlier export of the day left.
 * One closer of a date works at a time, of whichever export.
 */
import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import { LEASE_MARGIN_MS } from '../jobs/account-lease.ts';
import { isFollowUp } from '../jobs/follow-up.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Clock, Log, Random } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { dayOf } from './account-content.ts';
import { isNewer, parseStamp, type Stamp, stampOf } from './account-object.ts';
import { AccountsOfNight } from './accounts-of-night.ts';
import { clearUnexported } from './clear-accounts.ts';
import type { ExportObjects } from './export-objects.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import type { Night, NightAccount } from './night.ts';
import { nightAccountsKey, nightAccountsPrefix, nightKey } from './night-layout.ts';
import { NightLeases } from './night-lease.ts';
import type { CloseNight, ClosedNight } from './operation.ts';
import { addExports, NO_EXPORT_TOTALS } from './totals.ts';

const HOLDER_DIGITS = 32;

export interface NightCloserDeps {
  readonly store: Store;
  readonly objects: ExportObjects;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex'>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** To be given to whoever may end an export. Also after a newer export of the day has begun. */
export const nightCloser =
  (deps: NightCloserDeps): CloseNight =>
  async (job, tasks, until) => {
    const leases = new NightLeases(deps.store);
    const date = dayOf(job.created_at);
    const holder = deps.random.hex(HOLDER_DIGITS);
    if (!(await leases.take(date, holder, until + LEASE_MARGIN_MS, deps.clock.now()))) return 'busy';
    try {
      return await close(date, job, tasks, until, deps);
    } finally {
      await leases.release(date, holder);
    }
  };

async function close(date: string, job: JobRow, tasks: AsyncIterable<TaskRow>, until: number, deps: NightCloserDeps): Promise<ClosedNight> {
  const { objects, log } = deps;
  const stamp = stampOf(job);
  const key = nightKey(date);
  const before = await objects.get(key);
  const owner = before && parseStamp(before, key, log);
  if (owner && isNewer(owner, stamp)) {
    // A newer export of the date has replaced what this one published. The night was successful all the same.
    if (await hasCompleted(tasks)) countSuccess(job, deps);
    return 'done';
  }
  const accounts = await new AccountsOfNight(date, stamp, deps).of(tasks);
  const lines = accounts.map((account) => `${canonicalJson(account)}\n`).join('');
  const night = nightOf(stamp, date, accounts, lines);
  const text = `${canonicalJson(night)}\n`;
  if (before?.toString() !== text) {
    const list = nightAccountsKey(date, night.accounts_file.sha256);
    await objects.putText(list, lines);
    await objects.putText(key, text);
    await removeOtherLists(objects, date, list);
  }
  const exported = new Set(accounts.filter(({ status }) => status === 'exported').map(({ account_id }) => account_id));
  const failed = new Map(accounts.filter(({ status }) => status === 'failed').map(({ account_id, error }) => [account_id, error]));
  if (!(await clearUnexported({ date, stamp, exported, failed, until }, deps))) return 'busy';
  if (exported.size > 0) countSuccess(job, deps);
  return failed.size > 0 ? 'incomplete' : 'done';
}

/** Counts the night of an export that has published an account. An export that somebody asked for by itself is no night. */
function countSuccess(job: JobRow, { metrics }: NightCloserDeps): void {
  // The inventory and the scan before it have not failed, or this job would not have been started by them.
  if (isFollowUp(job)) metrics.count('night', {}, { SuccessfulNights: 1 });
}

async function hasCompleted(tasks: AsyncIterable<TaskRow>): Promise<boolean> {
  for await (const { status } of tasks) if (status === 'completed') return true;
  return false;
}

/** Those of nights that this one has replaced, or of closers that died before they had written theirs. */
async function removeOtherLists(objects: ExportObjects, date: string, list: string): Promise<void> {
  const others: string[] = [];
  for await (const key of objects.list(nightAccountsPrefix(date))) if (key !== list) others.push(key);
  if (others.length > 0) await objects.remove(others);
}

function nightOf(stamp: Stamp, date: string, accounts: readonly NightAccount[], lines: string): Night {
  const { rows, files, bytes, slices } = accounts.reduce(addExports, NO_EXPORT_TOTALS);
  const exported = accounts.filter(({ status }) => status === 'exported').length;
  return {
    schema_version: SCHEMA_VERSION,
    date,
    ...stamp,
    accounts: accounts.length,
    exported,
    failed: accounts.length - exported,
    rows,
    files,
    bytes,
    slices,
    accounts_file: { rows: accounts.length, bytes: Buffer.byteLength(lines), sha256: hash('sha256', lines) },
  };
}
