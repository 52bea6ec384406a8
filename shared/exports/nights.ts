/** The nights that were exported, as the bucket holds them. */
import { hash } from 'node:crypto';
import { Conflict } from '../errors.ts';
import type { AccountId, JobId } from '../ids.ts';
import { accountClaimSchema, type AccountManifest, accountManifestSchema, stampSchema } from './account-object.ts';
import type { ExportObjects } from './export-objects.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import { parseJson } from './parse-json.ts';
import type { DatasetName } from './records.ts';
import { type Night, type NightAccount, nightAccountSchema, nightSchema } from './night.ts';
import { accountManifestKey, dateOfNight, fileKey, nightAccountsKey, nightKey, NIGHTS_PREFIX, type NightFormat } from './night-layout.ts';

export interface AccountExport {
  readonly manifest: AccountManifest;
  /** Of the manifest's own text: the night names it. */
  readonly manifest_sha256: string;
  /** By the file's name; to be read from within `URL_SECONDS`. */
  readonly urls: Readonly<Record<string, string>>;
}

export class Nights {
  readonly #objects: Pick<ExportObjects, 'get' | 'list' | 'url'>;

  constructor(objects: Pick<ExportObjects, 'get' | 'list' | 'url'>) {
    this.#objects = objects;
  }

  /** Newest first. One key a night: all of them are read at once. */
  async dates(): Promise<readonly string[]> {
    const dates: string[] = [];
    for await (const key of this.#objects.list(NIGHTS_PREFIX)) {
      const date = dateOfNight(key);
      if (date !== undefined) dates.push(date);
    }
    return dates.toSorted().toReversed();
  }

  /** @throws Conflict if it is of another schema version, or no JSON */
  async night(date: string): Promise<Night | undefined> {
    const text = await this.#objects.get(nightKey(date));
    if (text === undefined) return undefined;
    const night = readNight(text);
    if (!night) throw unreadable(date);
    return night;
  }

  /** Undefined also where `night` would throw. */
  async readableNight(date: string): Promise<Night | undefined> {
    const text = await this.#objects.get(nightKey(date));
    return text && readNight(text);
  }

  /** By account id. Undefined if they are not there, or damaged: the night was replaced since it was read. */
  async accounts({ date, accounts_file }: Night): Promise<readonly NightAccount[] | undefined> {
    const text = await this.#objects.get(nightAccountsKey(date, accounts_file.sha256));
    if (text === undefined || hash('sha256', text) !== accounts_file.sha256) return undefined;
    const lines = text.toString().split('\n').slice(0, -1);
    return lines.map((line) => nightAccountSchema.parse(JSON.parse(line)));
  }

  /** Undefined if it has no files. @throws Conflict if another export has begun with it since, or they cannot be read */
  async account({ date, job_id: nightsJob }: Night, accountId: AccountId): Promise<AccountExport | undefined> {
    const text = await this.#objects.get(accountManifestKey(date, accountId));
    if (text === undefined) return undefined;
    const found = parseJson(text);
    const owner = stampSchema.safeParse(found).data?.job_id;
    if (owner !== undefined && owner !== nightsJob) throw taken(date, accountId, owner);
    if (accountClaimSchema.safeParse(found).success) return undefined;
    const manifest = accountManifestSchema.safeParse(found).data;
    if (!manifest) throw unreadable(date);
    const urls = await Promise.all(
      manifest.files.map(async ({ name, dataset, format }) => {
        const key = fileKey(dataset as DatasetName, format as NightFormat, date, accountId);
        return [name, await this.#objects.url(key)] as const;
      }),
    );
    return { manifest, manifest_sha256: hash('sha256', text), urls: Object.fromEntries(urls) };
  }
}

const readNight = (text: Buffer): Night | undefined => nightSchema.safeParse(parseJson(text)).data;

const unreadable = (date: string): Conflict =>
  new Conflict(
    `The export of ${date} cannot be read: it is damaged, or of another schema version than ${SCHEMA_VERSION}, which this release of Muster writes; fetch it with the release that wrote it.`,
  );

const taken = (date: string, accountId: AccountId, owner: JobId): Conflict =>
  new Conflict(
    `Of the export of ${date}, the files of ${accountId} were taken over by ${owner}; try again when that has ended, or start "muster exports run" if it was cancelled or failed.`,
  );
