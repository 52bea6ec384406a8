/** Makes a night of what an export's accounts have written: says what there is, and removes what an earlier export of the day left. */
import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import type { AccountId } from '../ids.ts';
import { canonicalJson } from '../inventory/canonical-json.ts';
import type { SliceOutcome } from '../inventory/model.ts';
import type { ExportSummary, JobRow, TaskRow } from '../jobs/model.ts';
import { addExports, addNumbers } from '../jobs/totals.ts';
import type { Log } from '../seams.ts';
import { dayOf } from './account-content.ts';
import { claimAccount, isNewer, readStamp, type Stamp, stampOf } from './account-object.ts';
import type { ExportObjects } from './export-objects.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import type { Night, NightAccount } from './night.ts';
import { accountManifestKey, accountOfKey, filePrefixes, manifestsPrefix, nightAccountsKey, nightKey } from './night-layout.ts';

/** Listed at once. */
const PREFIXES_AT_ONCE = 4;
/** Looked after at once. */
const ACCOUNTS_AT_ONCE = 8;

/** To be given to whoever may end an export. May be repeated, also after a newer export of the day has begun. */
export const nightCloser =
  (objects: ExportObjects, log: Log) =>
  async (job: JobRow, tasks: AsyncIterable<TaskRow>): Promise<void> => {
    const date = dayOf(job.created_at);
    const stamp = stampOf(job);
    const before = await readStamp(objects, nightKey(date), log);
    if (before && isNewer(before, stamp)) return;
    const manifests = await accountsUnder(objects, [manifestsPrefix(date)]);
    const accounts: NightAccount[] = [];
    for await (const task of tasks) {
      const account = accountOf(task, manifests);
      if (account.status === 'failed' && task.status === 'completed')
        log.error('The manifest of an exported account is gone; the night calls the account failed.', {
          job_id: job.job_id,
          account_id: task.account_id,
        });
      accounts.push(account);
    }
    // Task rows come in the order of their accounts: digits, letters and hyphens only.
    const lines = accounts.map((account) => `${canonicalJson(account)}\n`).join('');
    await objects.putText(nightAccountsKey(date), lines);
    await objects.putText(nightKey(date), `${canonicalJson(nightOf(stamp, date, accounts, lines))}\n`);
    await removeOlder({ objects, log }, date, stamp, accounts, manifests.keys());
  };

/** Their keys, by account. */
async function accountsUnder(
  objects: ExportObjects,
  prefixes: readonly string[],
  isWanted: (id: AccountId) => boolean = () => true,
): Promise<ReadonlyMap<AccountId, readonly string[]>> {
  const found = new Map<AccountId, string[]>();
  await pLimit(PREFIXES_AT_ONCE).map(prefixes, async (prefix) => {
    for await (const key of objects.list(prefix)) {
      const id = accountOfKey(key);
      if (id !== undefined && isWanted(id)) found.set(id, [...(found.get(id) ?? []), key]);
    }
  });
  return found;
}

function accountOf(
  { account_id, status, export: written, slices, error }: TaskRow,
  manifests: { has(id: AccountId): boolean },
): NightAccount {
  if (status !== 'completed' || !written) return failed(account_id, error?.message);
  if (!manifests.has(account_id))
    return failed(account_id, `The manifest of ${account_id} is not in the bucket: something has removed it.`);
  const { manifest_sha256, rows, files, bytes } = written;
  return { account_id, status: 'exported', manifest_sha256, rows, files, bytes, slices };
}

const failed = (account_id: AccountId, error: string | undefined): NightAccount => ({
  account_id,
  status: 'failed',
  rows: {},
  files: 0,
  bytes: 0,
  slices: {},
  ...(error !== undefined && { error }),
});

function nightOf(stamp: Stamp, date: string, accounts: readonly NightAccount[], lines: string): Night {
  let sum: ExportSummary = { rows: {}, files: 0, bytes: 0 };
  const slices: Partial<Record<SliceOutcome, number>> = {};
  for (const account of accounts) {
    sum = addExports(sum, account);
    addNumbers(slices, account.slices);
  }
  const exported = accounts.filter(({ status }) => status === 'exported').length;
  return {
    schema_version: SCHEMA_VERSION,
    date,
    ...stamp,
    accounts: accounts.length,
    exported,
    failed: accounts.length - exported,
    ...sum,
    slices,
    accounts_file: { rows: accounts.length, bytes: Buffer.byteLength(lines), sha256: hash('sha256', lines) },
  };
}

/**
 * What this export or an older one has of accounts that the night does not name as exported. What a newer one has begun with is
 * its own; what is exported was put in order by its task. A failed account keeps a claim: older exports then know that they are late.
 */
async function removeOlder(
  { objects, log }: { readonly objects: ExportObjects; readonly log: Log },
  date: string,
  stamp: Stamp,
  accounts: readonly NightAccount[],
  manifests: Iterable<AccountId>,
): Promise<void> {
  const named = new Map(accounts.map((account) => [account.account_id, account]));
  const isLeft = (id: AccountId): boolean => named.get(id)?.status !== 'exported';
  const files = await accountsUnder(objects, filePrefixes(date), isLeft);
  const left = [...new Set([...named.keys(), ...files.keys(), ...manifests])].filter(isLeft);
  await pLimit(ACCOUNTS_AT_ONCE).map(left, async (id) => {
    const manifest = accountManifestKey(date, id);
    const owner = await readStamp(objects, manifest, log);
    if (owner && isNewer(owner, stamp)) return;
    const account = named.get(id);
    const keys = files.get(id) ?? [];
    if (account) await claimAccount(objects, date, id, { ...stamp, status: 'failed', ...(account.error && { error: account.error }) });
    const unnamed = account ? keys : [...keys, manifest];
    if (unnamed.length > 0) await objects.remove(unnamed);
  });
}
