/**
 * Publishes an export whose tasks have all ended: writes its manifest, then sets the date's pointer to it. Everything written here is
 * computed from the rows of the job and its tasks, which no longer change. It may therefore be repeated, also by two functions at once.
 */
import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Outbox } from '../events/outbox.ts';
import type { JobId } from '../ids.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import { epochSeconds } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { dayOf } from './account-content.ts';
import type { ExportWriter } from './export-objects.ts';
import { ExportPointers } from './export-pointers.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import type { NightAccount, NightManifest } from './night.ts';
import { attemptFolder, nightManifestKey, pointerObjectKey } from './night-layout.ts';
import { addExports, type ExportTotals, NO_EXPORT_TOTALS } from './totals.ts';

const DAY_SECONDS = 86_400;

export interface PublishDeps {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly objects: Pick<ExportWriter, 'putText'>;
  /** How many days the bucket keeps exports. */
  readonly exportDays: number;
}

export interface PublishedExport {
  readonly exported: number;
  /** The SHA-256 of the export's manifest, in hexadecimal. Absent if every account failed. */
  readonly manifest_sha256?: string;
  /** The newer export that the date's pointer names. Absent if the pointer names this export. */
  readonly superseded_by?: JobId;
}

/** Does not publish an export in which every account failed. */
export async function publishExport(job: JobRow, tasks: AsyncIterable<TaskRow>, deps: PublishDeps): Promise<PublishedExport> {
  const { store, outbox, objects, exportDays } = deps;
  const { job_id, created_at } = job;
  const accounts: NightAccount[] = [];
  for await (const task of tasks) accounts.push(accountOf(task));
  const night = nightOf(job, accounts);
  if (night.exported === 0) return { exported: 0 };
  const place = { date: night.date, job_id };
  const manifest_key = nightManifestKey(place);
  const text = `${canonicalJson({ night, accounts } satisfies NightManifest)}\n`;
  await objects.putText(manifest_key, text);
  await objects.putText(pointerObjectKey(place, created_at), `${canonicalJson(pointerObject(night, accounts))}\n`);
  const { collected_at: _, ...counts } = night;
  const manifest_sha256 = hash('sha256', text);
  const expires_at = epochSeconds(Date.parse(created_at)) + exportDays * DAY_SECONDS;
  const superseded_by = await new ExportPointers(store).point({ ...counts, created_at, manifest_key, manifest_sha256, expires_at }, outbox);
  return { exported: night.exported, manifest_sha256, ...(superseded_by !== undefined && { superseded_by }) };
}

/** The line of JSON that Athena reads: `failed_accounts` have no rows in its views, and `folders` lists the attempts whose files belong to the export. */
const pointerObject = (
  { date, job_id, collected_at, accounts: total, exported, failed, files, bytes }: NightManifest['night'],
  accounts: readonly NightAccount[],
) => ({
  date,
  job_id,
  created_at: collected_at,
  accounts: total,
  exported,
  failed,
  files,
  bytes,
  failed_accounts: accounts.flatMap(({ account_id, status }) => (status === 'failed' ? [account_id] : [])),
  folders: accounts.flatMap(({ account_id, attempt }) => (attempt === undefined ? [] : [attemptFolder({ job_id, account_id, attempt })])),
});

function accountOf({ account_id, attempt, totals, error }: TaskRow): NightAccount {
  const written = totals?.['export'] as ExportTotals | undefined;
  // Only a task that has completed has totals.
  if (!written?.manifest_sha256)
    return { account_id, status: 'failed', rows: {}, files: 0, bytes: 0, slices: {}, ...(error && { error: error.message }) };
  const { manifest_sha256, rows, files, bytes, slices } = written;
  return { account_id, status: 'exported', attempt, manifest_sha256, rows, files, bytes, slices };
}

function nightOf({ job_id, created_at }: JobRow, accounts: readonly NightAccount[]): NightManifest['night'] {
  const { rows, files, bytes, slices } = accounts.reduce(addExports, NO_EXPORT_TOTALS);
  const exported = accounts.filter(({ status }) => status === 'exported').length;
  return {
    schema_version: SCHEMA_VERSION,
    date: dayOf(created_at),
    job_id,
    collected_at: created_at,
    accounts: accounts.length,
    exported,
    failed: accounts.length - exported,
    rows,
    files,
    bytes,
    slices,
  };
}
