/** A night in a bucket, as an export leaves it. */
import { createHash } from 'node:crypto';
import type { AccountManifest } from '../../shared/exports/account-object.ts';
import { SCHEMA_VERSION } from '../../shared/exports/manifest.ts';
import type { Night, NightAccount } from '../../shared/exports/night.ts';
import { accountManifestKey, nightAccountsKey, nightKey } from '../../shared/exports/night-layout.ts';
import type { AccountId, JobId } from '../../shared/ids.ts';
import type { MemoryObjects } from './memory-objects.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const jobOf = (date: string) => `exp-all-${date.replaceAll('-', '')}-040000-1a2b3c` as JobId;

const manifestOf = (date: string, accountId: AccountId): AccountManifest => ({
  job_id: jobOf(date),
  schema_version: SCHEMA_VERSION,
  collected_at: `${date}T04:00:00.000Z`,
  source: 'platform',
  scope: { accounts: [accountId], services: '*', types: '*', regions: '*' },
  files: (['jsonl', 'parquet'] as const).map((format) => ({
    name: `inventory.${format}`,
    dataset: 'resources',
    format,
    rows: 2,
    bytes: 700,
    sha256: sha256(`${accountId} ${format}`),
  })),
  slices: { complete: 3 },
  not_whole: [],
});

/** `failed` accounts are named, and have no files. */
export async function putNight(objects: MemoryObjects, date: string, exported: readonly AccountId[], failed: readonly AccountId[] = []) {
  const accounts: NightAccount[] = [];
  for (const account_id of exported) {
    const text = `${JSON.stringify(manifestOf(date, account_id))}\n`;
    await objects.putText(accountManifestKey(date, account_id), text);
    accounts.push({
      account_id,
      status: 'exported',
      manifest_sha256: sha256(text),
      rows: { resources: 2 },
      files: 2,
      bytes: 1400,
      slices: { complete: 3 },
    });
  }
  for (const account_id of failed)
    accounts.push({ account_id, status: 'failed', rows: {}, files: 0, bytes: 0, slices: {}, error: 'The job was cancelled.' });
  const sorted = accounts.toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1));
  const lines = sorted.map((account) => `${JSON.stringify(account)}\n`).join('');
  const night: Night = {
    schema_version: SCHEMA_VERSION,
    date,
    collected_at: `${date}T04:00:00.000Z`,
    job_id: jobOf(date),
    accounts: accounts.length,
    exported: exported.length,
    failed: failed.length,
    rows: { resources: 2 * exported.length },
    files: 2 * exported.length,
    bytes: 1400 * exported.length,
    slices: { complete: 3 * exported.length },
    accounts_file: { rows: accounts.length, bytes: Buffer.byteLength(lines), sha256: sha256(lines) },
  };
  await objects.putText(nightAccountsKey(date, sha256(lines)), lines);
  await objects.putText(nightKey(date), `${JSON.stringify(night)}\n`);
}
