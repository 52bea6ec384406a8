/** Where the platform's exports lie in the stack's bucket: partitions by date, provider and account, as Athena and DuckDB read them. */
import { type AccountId, nativeId, PROVIDERS, providerOf } from '../ids.ts';
import { DATASET_NAMES, DATASETS, fileName, type Format } from './datasets.ts';
import type { DatasetName } from './records.ts';

export const EXPORTS_PREFIX = 'exports/';

/** In which a night is kept. */
export const NIGHT_FORMATS = ['jsonl', 'parquet'] as const satisfies readonly Format[];
export type NightFormat = (typeof NIGHT_FORMATS)[number];

const placeOf = (accountId: AccountId): string => `provider=${providerOf(accountId)}/account=${nativeId(accountId)}`;

/** `exports/parquet/inventory/`: what holds the dataset's files of every night. */
export const datasetPrefix = (dataset: DatasetName, format: NightFormat): string => `${EXPORTS_PREFIX}${format}/${DATASETS[dataset].file}/`;

/** `exports/jsonl/inventory/date=2026-11-21/provider=aws/account=123456789012/inventory.jsonl` */
export const fileKey = (dataset: DatasetName, format: NightFormat, date: string, accountId: AccountId): string =>
  `${datasetPrefix(dataset, format)}date=${date}/${placeOf(accountId)}/${fileName(dataset, format)}`;

/** Of the accounts' manifests. */
export const manifestsPrefix = (date: string): string => `${EXPORTS_PREFIX}manifests/date=${date}/`;

/** Of one account: a claim before its files, the manifest after them. */
export const accountManifestKey = (date: string, accountId: AccountId): string => `${manifestsPrefix(date)}${placeOf(accountId)}.json`;

export const NIGHTS_PREFIX = `${EXPORTS_PREFIX}nights/`;

/** Written last of all: a night without one has not ended. */
export const nightKey = (date: string): string => `${NIGHTS_PREFIX}date=${date}/manifest.json`;

export const nightAccountsPrefix = (date: string): string => `${EXPORTS_PREFIX}night-accounts/date=${date}/`;

/**
 * One line per account. Apart from the night's manifest, which stays small however many there are, and named by its content:
 * a manifest always has the list that it was written with.
 */
export const nightAccountsKey = (date: string, sha256: string): string => `${nightAccountsPrefix(date)}accounts-${sha256}.jsonl`;

/** Undefined if the key is not that of a night's manifest. */
export const dateOfNight = (key: string): string | undefined => /\/date=(\d{4}-\d{2}-\d{2})\/manifest\.json$/.exec(key)?.[1];

/** What the accounts' files of one night are found under. */
export const filePrefixes = (date: string): readonly string[] =>
  DATASET_NAMES.flatMap((dataset) => NIGHT_FORMATS.map((format) => `${datasetPrefix(dataset, format)}date=${date}/`));

/** Every file that an account may have. */
export const fileKeys = (date: string, accountId: AccountId): readonly string[] =>
  DATASET_NAMES.flatMap((dataset) => NIGHT_FORMATS.map((format) => fileKey(dataset, format, date, accountId)));

/** Whose object it is; undefined if it is none of an account's. */
export function accountOfKey(key: string): AccountId | undefined {
  const [, provider, account] = /\/provider=([^/]+)\/account=([^/]+?)(?:\.json$|\/)/.exec(key) ?? [];
  return PROVIDERS.some((known) => known === provider) ? (`${provider}:${account}` as AccountId) : undefined;
}
