/**
 * Downloads the nightly export of one date into a folder like that of `muster run`. Fetches every account's JSON Lines, checks them
 * against the hashes in the account's manifest, and writes them in the order of the accounts. An account whose export failed is listed too.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { wholeAccount } from '../../../shared/exports/account-coverage.ts';
import { DATASET_NAMES, type Format, fileName } from '../../../shared/exports/datasets.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import { lineChunks } from '../../../shared/exports/lines.ts';
import type { Manifest } from '../../../shared/exports/manifest.ts';
import { REPLACE_NIGHT } from '../../../shared/exports/nights.ts';
import { compareText } from '../../../shared/exports/order.ts';
import { placeFolder } from '../../../shared/exports/place-folder.ts';
import type { AccountRecord, DatasetName, Records } from '../../../shared/exports/records.ts';
import { writeExport } from '../../../shared/exports/write-export.ts';
import { type AccountId, providerOf } from '../../../shared/ids.ts';
import { settled } from '../../../shared/settled.ts';
import type { ApiClient } from '../api-client.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { AccountExport, Night, NightAccount } from '../shapes.ts';
import { download, type DownloadOptions } from './download.ts';

export interface FetchOptions {
  /** The formats to write besides Parquet, which is always written. JSON Lines if absent. */
  readonly formats?: readonly Format[];
  /** Account ids and selectors: only these accounts are fetched. All accounts if absent. */
  readonly accounts?: readonly string[];
  readonly sleep?: (ms: number) => Promise<void>;
}

export interface FetchedNight {
  readonly night: Night;
  readonly manifest: Manifest;
  /** The number of accounts that were fetched. */
  readonly exported: number;
  /** The accounts whose export failed. The folder names them, and holds no resources of theirs. */
  readonly missing: readonly NightAccount[];
}

interface Source {
  readonly api: ApiClient;
  readonly night: Night;
}

const ACCOUNTS_AT_ONCE = 8;
/** The folder of downloaded files, inside of the export's folder while that has its temporary name. */
const PARTS = '.parts';

/** @throws CommandError if `text` is neither a date nor `newest`, or if there is no nightly export */
export async function nightNamed(text: string, api: ApiClient): Promise<Night> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return await api.call<Night>(`exports/${text}`);
  if (text !== 'newest')
    throw new CommandError(`${JSON.stringify(text)} is not a night; write a day like 2026-11-21, or newest.`, EXIT.refused);
  for await (const night of api.list<Night>('exports', {}, 1)) return night;
  throw new CommandError('There is no export yet; make one with "muster exports run".', EXIT.refused);
}

/**
 * `date` is a date or `newest`. The disk holds each line twice for a while; memory does not grow with the export.
 * @throws CommandError if there is no such nightly export; BadExport if a part of it is damaged or missing; NotWritten
 */
export async function fetchNight(api: ApiClient, date: string, folder: string, options: FetchOptions = {}): Promise<FetchedNight> {
  const night = await nightNamed(date, api);
  const source = { api, night };
  return await placeFolder(folder, async (temporary) => {
    const parts = join(temporary, PARTS);
    await mkdir(parts);
    const accounts: NightAccount[] = [];
    // `job_id` names the export, so that one that is published during the download changes nothing.
    for await (const account of api.list<NightAccount>(`exports/${night.date}/accounts`, {
      job_id: night.job_id,
      account_id: options.accounts,
    }))
      accounts.push(account);
    if (options.accounts && accounts.length === 0)
      throw new CommandError(
        `The export of ${night.date} has none of the accounts ${options.accounts.join(', ')}; select others, or another night.`,
        EXIT.refused,
      );
    if (!options.accounts && accounts.length !== night.accounts)
      throw damaged(source, `its list names ${accounts.length} accounts, and there should be ${night.accounts}`);
    accounts.sort((a, b) => compareText(a.account_id, b.account_id));
    const exported = accounts.filter(({ status }) => status === 'exported');
    await fetchParts(source, exported, parts, options.sleep ?? sleep);
    const manifest = await writeExport(temporary, contentOf(parts, accounts), {
      formats: options.formats ?? ['jsonl'],
      collected_at: night.collected_at,
      source: 'platform',
      scope: { accounts: options.accounts ? accounts.map(({ account_id }) => account_id) : '*', services: '*', types: '*', regions: '*' },
    });
    await rm(parts, { recursive: true });
    return { night, manifest, exported: exported.length, missing: accounts.filter(({ status }) => status === 'failed') };
  });
}

/** After the first failure it starts no more downloads and waits for those under way, so that none writes into a removed folder. */
async function fetchParts(
  source: Source,
  accounts: readonly NightAccount[],
  parts: string,
  sleepFor: DownloadOptions['sleep'],
): Promise<void> {
  const abort = new AbortController();
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const fetched = async (account: NightAccount): Promise<void> => {
    if (abort.signal.aborted) return;
    try {
      await fetchAccount(source, account, parts, { sleep: sleepFor, signal: abort.signal });
    } catch (error) {
      // The first error is the one that is reported: later ones follow from the abort.
      abort.abort(error);
      throw abort.signal.reason;
    }
  };
  await settled(accounts.map((account) => limit(() => fetched(account))));
}

async function fetchAccount(
  source: Source,
  { account_id, manifest_sha256 }: NightAccount,
  parts: string,
  options: Pick<DownloadOptions, 'sleep' | 'signal'>,
): Promise<void> {
  const links = async (): Promise<AccountExport['files']> => {
    const found = await accountExport(source, account_id);
    if (found.manifest_sha256 === manifest_sha256) return found.files;
    throw damaged(source, `the manifest of ${account_id} is not the one that it names`);
  };
  let files = await links();
  const folder = partOf(parts, account_id);
  await mkdir(folder);
  for (const dataset of DATASET_NAMES) {
    // Relationships are made from the resources.
    const linked = () =>
      dataset === 'relationships' ? undefined : files.find((file) => file.format === 'jsonl' && file.dataset === dataset);
    const file = linked();
    if (!file) continue;
    // All links of an account expire together, so the links of the account's other files are renewed too.
    const renew = async () => {
      files = await links();
      return linked() ?? file;
    };
    if (await download(join(folder, fileName(dataset, 'jsonl')), file, { ...options, renew })) continue;
    throw damaged(source, `${file.name} of ${account_id} is damaged or missing`);
  }
}

const accountExport = async ({ api, night: { date, job_id } }: Source, accountId: AccountId): Promise<AccountExport> =>
  await api.call<AccountExport>(`exports/${date}/accounts/${encodeURIComponent(accountId)}`, { query: { job_id } });

const contentOf = (parts: string, accounts: readonly NightAccount[]) => ({
  resources: recordsOf('resources', parts, accounts),
  findings: recordsOf('findings', parts, accounts),
  changes: recordsOf('changes', parts, accounts),
  coverage: recordsOf('coverage', parts, accounts),
  accounts: recordsOf('accounts', parts, accounts),
  managed: recordsOf('managed', parts, accounts),
});

/** The records of all accounts, one account after the other. */
async function* recordsOf<N extends DatasetName>(dataset: N, parts: string, accounts: readonly NightAccount[]): AsyncGenerator<Records[N]> {
  for (const account of accounts) {
    const { account_id, status, rows } = account;
    if (status === 'failed') yield* missingRecords(dataset, account);
    if (!rows[dataset]) continue;
    for await (const lines of lineChunks(join(partOf(parts, account_id), fileName(dataset, 'jsonl')))) {
      for (const line of lines) yield JSON.parse(line) as Records[N];
    }
  }
}

/** The records for an account whose export failed: they say that its export is missing, and why. */
function missingRecords<N extends DatasetName>(dataset: N, { account_id, error }: NightAccount): readonly Records[N][] {
  const why = error ?? 'Its export failed.';
  const account: AccountRecord = {
    account_id,
    provider: providerOf(account_id),
    name: null,
    connection_id: null,
    organizational_unit: null,
    tags: null,
    enabled: null,
    status: 'failed',
    error: why,
    resources: 0,
  };
  const records: { readonly [D in DatasetName]?: readonly Records[D][] } = {
    accounts: [account],
    coverage: [wholeAccount(account_id, 'failed', why)],
  };
  return records[dataset] ?? [];
}

const partOf = (parts: string, accountId: string): string => join(parts, encodeURIComponent(accountId));

const damaged = ({ night: { date } }: Source, what: string): BadExport =>
  new BadExport(`The export of ${date} cannot be fetched: ${what}; take another night.`, { advice: REPLACE_NIGHT });
