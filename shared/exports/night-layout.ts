/**
 * The keys of the platform's exports in the stack's bucket. Each key names the date and the job, and keys of an account's objects name the
 * attempt of its task too: no two writers share a key, so that Muster never changes an object that it has written.
 */
import { type AccountId, type JobId, nativeId, providerOf } from '../ids.ts';
import { DATASETS, fileName, type Format } from './datasets.ts';
import type { DatasetName } from './records.ts';

export const EXPORTS_PREFIX = 'exports/';
/** Holds one object for each published export. Athena reads these objects. */
export const POINTERS_PREFIX = `${EXPORTS_PREFIX}pointers/`;

/** The formats in which the platform writes an account's files. */
export const NIGHT_FORMATS = ['jsonl', 'parquet'] as const satisfies readonly Format[];
export type NightFormat = (typeof NIGHT_FORMATS)[number];

/** One export. */
export interface ExportPlace {
  /** The UTC day on which the export was requested: `2026-11-21`. */
  readonly date: string;
  readonly job_id: JobId;
}

/** One attempt of the task that exports one account. */
export interface AttemptPlace extends ExportPlace {
  readonly account_id: AccountId;
  readonly attempt: number;
}

/**
 * A provider's id as one segment of a key: `tenant/7` is `tenant%2F7`. Readers of Hive's partitions, DuckDB among them, decode it again.
 */
const segmentOf = (id: string): string =>
  encodeURIComponent(id.toWellFormed()).replaceAll(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

const exportFolder = ({ date, job_id }: ExportPlace): string => `date=${date}/job=${job_id}/`;

/** `/job=exp-…/provider=aws/account=123456789012/attempt=1/`: the part of a file's key that tells which attempt wrote it. */
export const attemptFolder = ({ job_id, account_id, attempt }: Omit<AttemptPlace, 'date'>): string =>
  `/job=${job_id}/provider=${providerOf(account_id)}/account=${segmentOf(nativeId(account_id))}/attempt=${attempt}/`;

/** `exports/parquet/inventory/`: the prefix of the dataset's files of every export. */
export const datasetPrefix = (dataset: DatasetName, format: NightFormat): string => `${EXPORTS_PREFIX}${format}/${DATASETS[dataset].file}/`;

/** `exports/jsonl/inventory/date=2026-11-21/job=exp-…/provider=aws/account=123456789012/attempt=1/inventory.jsonl` */
export const fileKey = (dataset: DatasetName, format: NightFormat, place: AttemptPlace): string =>
  `${datasetPrefix(dataset, format)}date=${place.date}${attemptFolder(place)}${fileName(dataset, format)}`;

/** The key of the file by which an account's resources are searched. It is no dataset: the manifest does not name it. */
export const searchKey = (place: AttemptPlace): string => `${EXPORTS_PREFIX}search/date=${place.date}${attemptFolder(place)}search.bin`;

/** The key of an account's manifest, which an attempt writes after the account's files. */
export const accountManifestKey = (place: AttemptPlace): string =>
  `${EXPORTS_PREFIX}manifests/date=${place.date}${attemptFolder(place)}manifest.json`;

/** The key of an export's own manifest, which is written after every account's task has ended. */
export const nightManifestKey = (place: ExportPlace): string => `${EXPORTS_PREFIX}manifests/${exportFolder(place)}manifest.json`;

/** The key of the object by which Athena finds a published export. Hadoop's paths take no colon, so the time has no punctuation. */
export const pointerObjectKey = ({ date, job_id }: ExportPlace, createdAt: string): string =>
  `${POINTERS_PREFIX}date=${date}/${createdAt.replaceAll(/[-:.]/g, '')}_${job_id}.json`;
