/** Makes a night of what an export's accounts have written: says what there is, and removes what an earlier export of the day left. */
import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import type { AccountId } from '../ids.ts';
import { canonicalJson } from '../inventory/canonical-json.ts';
import type { SliceOutcome } from '../inventory/model.ts';
import type { ExportSummary, JobRow, TaskRow } from '../jobs/model.ts';
import { addExports, addNumbers } from '../jobs/totals.ts';
import { dayOf } from './account-content.ts';
import type { ExportObjects } from './export-objects.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import { type Night, type NightAccount, nightSchema } from './night.ts';
import { accountOfKey, accountPrefixes, nightAccountsKey, nightKey } from './night-layout.ts';
import type { DatasetName } from './records.ts';

/** Listed and emptied at once. */
const PREFIXES_AT_ONCE = 4;
/** Removed together. */
const KEYS_TOGETHER = 1000;

/** To be given to whoever may end an export. A function of the tasks alone, so that it may be repeated. */
export const nightCloser =
  (objects: ExportObjects) =>
  async (job: JobRow, tasks: AsyncIterable<TaskRow>): Promise<void> => {
    const date = dayOf(job.created_at);
    const before = await objects.get(nightKey(date));
    const known = before && nightSchema.safeParse(JSON.parse(before.toString()));
    // Of two exports of one day the one that was asked for last counts, whichever ends first.
    if (known?.success === true && known.data.collected_at > job.created_at) return;
    const accounts: NightAccount[] = [];
    for await (const task of tasks) accounts.push(accountOf(task));
    // Task rows come in the order of their accounts: digits, letters and hyphens only.
    const lines = accounts.map((account) => `${canonicalJson(account)}\n`).join('');
    await objects.putText(nightAccountsKey(date), lines);
    await objects.putText(nightKey(date), `${canonicalJson(nightOf(job, date, accounts, lines))}\n`);
    await removeUnnamed(objects, date, new Map(accounts.map((account) => [account.account_id, account])));
  };

function accountOf({ account_id, status, export: written, slices, error }: TaskRow): NightAccount {
  if (status !== 'completed' || !written) {
    return { account_id, status: 'failed', rows: {}, files: 0, bytes: 0, slices: {}, ...(error && { error: error.message }) };
  }
  const { manifest_sha256, rows, files, bytes } = written;
  return { account_id, status: 'exported', manifest_sha256, rows, files, bytes, slices };
}

function nightOf(job: JobRow, date: string, accounts: readonly NightAccount[], lines: string): Night {
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
    collected_at: job.created_at,
    job_id: job.job_id,
    accounts: accounts.length,
    exported,
    failed: accounts.length - exported,
    ...sum,
    slices,
    accounts_file: { rows: accounts.length, bytes: Buffer.byteLength(lines), sha256: hash('sha256', lines) },
  };
}

/** Objects of accounts that are no more or failed this time, and of datasets that are empty now. */
async function removeUnnamed(objects: ExportObjects, date: string, accounts: ReadonlyMap<AccountId, NightAccount>): Promise<void> {
  const isNamed = (key: string, dataset: DatasetName | undefined): boolean => {
    const id = accountOfKey(key);
    const account = id && accounts.get(id);
    return account?.status === 'exported' && (dataset === undefined || (account.rows[dataset] ?? 0) > 0);
  };
  await pLimit(PREFIXES_AT_ONCE).map(accountPrefixes(date), async ({ prefix, dataset }) => {
    let unnamed: string[] = [];
    for await (const key of objects.list(prefix)) {
      if (!isNamed(key, dataset)) unnamed.push(key);
      if (unnamed.length < KEYS_TOGETHER) continue;
      await objects.remove(unnamed);
      unnamed = [];
    }
    if (unnamed.length > 0) await objects.remove(unnamed);
  });
}
