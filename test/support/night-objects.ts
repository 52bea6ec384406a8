/** Publishes an export into the bucket and the table, as its job would. */
import { fileKey, accountManifestKey, searchKey } from '../../shared/exports/night-layout.ts';
import type { AccountManifest } from '../../shared/exports/night.ts';
import { silentOutbox } from './memory-publisher.ts';
import { publishExport } from '../../shared/exports/publish-export.ts';
import { comparePlaces } from '../../shared/exports/search/block.ts';
import { SearchFile } from '../../shared/exports/search/search-file.ts';
import { searchRow } from '../../shared/exports/search/search-row.ts';
import { SCHEMA_VERSION } from '../../shared/exports/manifest.ts';
import type { AccountId, JobId } from '../../shared/ids.ts';
import type { ResourceRow } from '../../shared/inventory/model.ts';
import type { JobRow, TaskRow } from '../../shared/jobs/model.ts';
import type { Store } from '../../shared/storage/store.ts';
import { createHash } from 'node:crypto';
import type { MemoryObjects } from './memory-objects.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const jobOfNight = (date: string, time = '040000') => `exp-all-${date.replaceAll('-', '')}-${time}-1a2b3c` as JobId;

const manifestOf = (date: string, job_id: JobId, accountId: AccountId): AccountManifest => ({
  job_id,
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

export interface NightOptions {
  /** Accounts that the export names without files, because their tasks failed. */
  readonly failed?: readonly AccountId[];
  /** Gives the resources of an account, and perhaps of others, of which the export has a file for searches; without it there are none, as in earlier releases. */
  readonly resources?: (account: AccountId) => readonly ResourceRow[];
  /** When the export was requested, as in its job's id: `hhmmss`. */
  readonly time?: string;
}

export async function putNight(
  store: Store,
  objects: MemoryObjects,
  date: string,
  exported: readonly AccountId[],
  { failed = [], resources, time = '040000' }: NightOptions = {},
): Promise<void> {
  const job_id = jobOfNight(date, time);
  const created_at = `${date}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}.000Z`;
  const tasks: Partial<TaskRow>[] = failed.map((account_id) => ({
    account_id,
    status: 'failed',
    error: { class: 'cancelled', error_code: 'Cancelled', message: 'The job was cancelled.' },
  }));
  for (const account_id of exported) {
    const place = { date, job_id, account_id, attempt: 1 };
    const manifest = manifestOf(date, job_id, account_id);
    const text = `${JSON.stringify(manifest)}\n`;
    for (const { dataset, format } of manifest.files) await objects.putText(fileKey(dataset, format, place), format);
    await objects.putText(accountManifestKey(place), text);
    const own = resources?.(account_id).filter((row) => row.account_id === account_id);
    const searched = own && searchFileOf(own);
    if (searched) await objects.putBytes(searchKey(place), searched);
    const totals = { rows: { resources: own?.length ?? 2 }, files: 2, bytes: 1400, slices: { complete: 3 }, manifest_sha256: sha256(text) };
    tasks.push({ account_id, status: 'completed', attempt: 1, totals: { export: totals } });
  }
  const sorted = tasks.toSorted((a, b) => (a.account_id! < b.account_id! ? -1 : 1)) as readonly TaskRow[];
  await publishExport({ job_id, created_at } as JobRow, each(sorted), { store, outbox: silentOutbox(store), objects, exportDays: 400 });
}

/** The file of resources in any order. */
export function searchFileOf(rows: readonly ResourceRow[]): Buffer | undefined {
  const file = new SearchFile();
  for (const row of rows.map(searchRow).toSorted(comparePlaces)) file.add(row);
  return file.bytes();
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
