/** Reads nightly exports: each date's pointer names its published export, and the bucket holds the manifests and files. */
import { hash } from 'node:crypto';
import type { AccountId, JobId } from '../ids.ts';
import type { Clock } from '../seams.ts';
import { JobRepository } from '../jobs/job-repository.ts';
import type { Store } from '../storage/store.ts';
import type { Advice } from '../errors.ts';
import { BadExport } from './errors.ts';
import type { ExportReader } from './export-objects.ts';
import { type ExportPointer, ExportPointers } from './export-pointers.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import {
  type AccountManifest,
  accountManifestSchema,
  type Night,
  type NightAccount,
  type NightManifest,
  nightManifestSchema,
} from './night.ts';
import { accountManifestKey, fileKey, nightManifestKey } from './night-layout.ts';
import { parseJson } from './parse-json.ts';
import type { ExportTotals } from './totals.ts';

export interface AccountExport {
  readonly manifest: AccountManifest;
  /** The SHA-256 of `manifest`, in hexadecimal, as the export's list of accounts holds it. */
  readonly manifest_sha256: string;
  /** A link to each file, by the file's name. Each link expires after `URL_SECONDS`. */
  readonly urls: Readonly<Record<string, string>>;
}

/** The number of lists of accounts that stay in memory. A list of 10,000 accounts takes some MB. */
const LISTS_KEPT = 2;

export class Nights {
  readonly #jobs: JobRepository;
  readonly #pointers: ExportPointers;
  readonly #objects: ExportReader;
  readonly #clock: Pick<Clock, 'now'>;
  /** The lists of accounts that were read most recently, by `<date>/<job_id>`. A published list never changes. */
  readonly #lists = new Map<string, readonly NightAccount[]>();

  constructor(store: Store, objects: ExportReader, clock: Pick<Clock, 'now'>) {
    this.#jobs = new JobRepository(store);
    this.#pointers = new ExportPointers(store);
    this.#objects = objects;
    this.#clock = clock;
  }

  /** A page of nightly exports, newest date first. `cursor` is the last date of the previous page. */
  async list(page: { readonly limit: number; readonly cursor: string | undefined }) {
    const { items, cursor } = await this.#pointers.list(page, this.#clock);
    return { items: items.map(nightOf), ...(cursor !== undefined && { cursor }) };
  }

  /** The export that the date's pointer names. Undefined if the date has no pointer. */
  async night(date: string): Promise<Night | undefined> {
    const pointer = await this.#pointers.get(date, this.#clock);
    return pointer && nightOf(pointer);
  }

  /**
   * The accounts of an export, sorted by id. `jobId` names the export; without it, the date's pointer does. An export that a newer one has
   * replaced can still be read by its `jobId`, so that a reader who has begun with it can finish; its hash is in the totals of its job, as
   * long as the job's row is kept. Undefined if there is no such export.
   * @throws BadExport if the manifest is damaged, missing or of another schema version
   */
  async accounts(date: string, jobId?: JobId): Promise<{ readonly job_id: JobId; readonly accounts: readonly NightAccount[] } | undefined> {
    const pointer = await this.#pointers.get(date, this.#clock);
    if (!pointer) return undefined;
    const job_id = jobId ?? pointer.job_id;
    const key = `${date}/${job_id}`;
    const accounts = this.#lists.get(key) ?? (await this.#readAccounts(date, job_id, pointer));
    if (accounts) this.#keep(key, accounts);
    return accounts && { job_id, accounts };
  }

  /** Undefined if the export has no files of the account. @throws BadExport if the account's manifest is damaged or missing */
  async account(date: string, accountId: AccountId, jobId?: JobId): Promise<AccountExport | undefined> {
    const found = await this.accounts(date, jobId);
    const { attempt, manifest_sha256 } = found?.accounts.find(({ account_id }) => account_id === accountId) ?? {};
    if (!found || attempt === undefined || manifest_sha256 === undefined) return undefined;
    const place = { date, job_id: found.job_id, account_id: accountId, attempt };
    const text = await this.#objects.get(accountManifestKey(place));
    const manifest = readManifest(
      date,
      `manifest of ${accountId}`,
      text,
      manifest_sha256,
      (json) => accountManifestSchema.safeParse(json).data,
    );
    const urls = manifest.files.map(async ({ name, dataset, format }): Promise<readonly [string, string]> => [
      name,
      await this.#objects.url(fileKey(dataset, format, place)),
    ]);
    return { manifest, manifest_sha256, urls: Object.fromEntries(await Promise.all(urls)) };
  }

  async #readAccounts(date: string, job_id: JobId, pointer: ExportPointer): Promise<readonly NightAccount[] | undefined> {
    const isPublished = pointer.job_id === job_id;
    if (isPublished && pointer.schema_version !== SCHEMA_VERSION) {
      throw new BadExport(
        `The export of ${date} cannot be read: it is of schema version ${pointer.schema_version}, and this release of Muster reads ${SCHEMA_VERSION}; fetch it with the release that wrote it.`,
      );
    }
    const text = await this.#objects.get(nightManifestKey({ date, job_id }));
    if (!isPublished && text === undefined) return undefined;
    const sha256 = isPublished ? pointer.manifest_sha256 : await this.#hashOfJob(job_id);
    const parse = (json: unknown): NightManifest | undefined => nightManifestSchema.safeParse(json).data;
    return readManifest(date, 'manifest', text, sha256, parse).accounts;
  }

  /** Undefined if the job's row has expired, or if the function that publishes the export has not closed the job yet. */
  async #hashOfJob(jobId: JobId): Promise<string | undefined> {
    const { totals } = (await this.#jobs.get(jobId, { consistent: true })) ?? {};
    return (totals?.['export'] as ExportTotals | undefined)?.manifest_sha256;
  }

  #keep(key: string, accounts: readonly NightAccount[]): void {
    this.#lists.delete(key);
    this.#lists.set(key, accounts);
    for (const oldest of [...this.#lists.keys()].slice(0, -LISTS_KEPT)) this.#lists.delete(oldest);
  }
}

function nightOf(pointer: ExportPointer): Night {
  const { schema_version, date, job_id, created_at, accounts, exported, failed, rows, files, bytes, slices } = pointer;
  return { schema_version, date, job_id, collected_at: created_at, accounts, exported, failed, rows, files, bytes, slices };
}

/** @param sha256 undefined if the manifest's hash is not known */
function readManifest<T>(
  date: string,
  what: string,
  text: Buffer | undefined,
  sha256: string | undefined,
  parse: (json: unknown) => T | undefined,
): T {
  const isSame = text !== undefined && (sha256 === undefined || hash('sha256', text) === sha256);
  const found = isSame ? parse(parseJson(text)) : undefined;
  if (found !== undefined) return found;
  throw new BadExport(
    `The export of ${date} cannot be read: its ${what} ${text === undefined ? GONE : 'is damaged'}; take another night.`,
    { advice: REPLACE_NIGHT },
  );
}

/** A pointer holds for as long as exports were kept when it was set; a deployment with fewer days expires the export's objects earlier. */
const GONE = 'is no longer in the bucket (it has expired, because exports are kept for fewer days by now, or was removed)';

/** Advises how to replace a damaged nightly export. An export's date is that of its request. */
export const REPLACE_NIGHT: Advice = { role: 'operator', text: 'That of today (UTC) is replaced with "muster exports run".' };
