/** The nights that were exported, as the bucket holds them. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { AccountId } from '../ids.ts';
import type { Clock } from '../seams.ts';
import { accountClaimSchema, type AccountManifest, accountManifestSchema, isNewer, stampSchema } from './account-object.ts';
import { BadExport, ExportReplaced } from './errors.ts';
import type { ExportObjects } from './export-objects.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import { mendingOf } from './mending.ts';
import { parseJson } from './parse-json.ts';
import { type Night, type NightAccount, nightAccountSchema, nightSchema } from './night.ts';
import { accountManifestKey, dateOfNight, fileKey, nightAccountsKey, nightKey, NIGHTS_PREFIX } from './night-layout.ts';

export interface AccountExport {
  readonly manifest: AccountManifest;
  /** Of the manifest's own text: the night names it. */
  readonly manifest_sha256: string;
  /** By the file's name; to be read from within `URL_SECONDS`. */
  readonly urls: Readonly<Record<string, string>>;
}

/** A night that is there and that nobody can use: nothing of it is known but why. */
export interface UnreadableNight {
  readonly date: string;
  /** One sentence. */
  readonly unreadable: string;
}

export class Nights {
  readonly #objects: Pick<ExportObjects, 'get' | 'list' | 'url'>;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(objects: Pick<ExportObjects, 'get' | 'list' | 'url'>, clock: Pick<Clock, 'now'>) {
    this.#objects = objects;
    this.#clock = clock;
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

  /** @throws BadExport if it is damaged, or of another schema version */
  async night(date: string): Promise<Night | undefined> {
    const night = await this.listed(date);
    if (night && 'unreadable' in night) throw new BadExport(night.unreadable);
    return night;
  }

  /** Also where `night` would throw. */
  async listed(date: string): Promise<Night | UnreadableNight | undefined> {
    const text = await this.#objects.get(nightKey(date));
    if (text === undefined) return undefined;
    const found = parseJson(text);
    return nightSchema.safeParse(found).data ?? { date, unreadable: this.#whyUnreadable(date, 'manifest', found) };
  }

  /**
   * By account id.
   * @throws ExportReplaced if the night is another one by now; BadExport if it is not, and they are missing or damaged nevertheless
   */
  async accounts({ date, accounts_file }: Night): Promise<readonly NightAccount[]> {
    const text = await this.#objects.get(nightAccountsKey(date, accounts_file.sha256));
    if (text !== undefined && hash('sha256', text) === accounts_file.sha256) {
      const lines = text.toString().split('\n').slice(0, -1);
      return lines.map((line) => nightAccountSchema.parse(JSON.parse(line)));
    }
    // A list is removed only after another night has taken the place of the one that names it.
    const now = await this.night(date);
    if (now?.accounts_file.sha256 !== accounts_file.sha256)
      throw new ExportReplaced(`The export of ${date} was replaced or removed while it was read; try again.`);
    const what = text === undefined ? 'is missing' : 'is damaged';
    throw new BadExport(`The list of accounts of the export of ${date} ${what}; ${this.#mending(date)}.`);
  }

  /** Undefined if it has no files. @throws ExportReplaced if a newer export has begun with it since; BadExport if it cannot be read */
  async account(night: Night, accountId: AccountId): Promise<AccountExport | undefined> {
    const { date } = night;
    const text = await this.#objects.get(accountManifestKey(date, accountId));
    if (text === undefined) return undefined;
    const found = parseJson(text);
    const owner = stampSchema.safeParse(found).data;
    const isOthers = owner !== undefined && owner.job_id !== night.job_id;
    if (isOthers && isNewer(owner, night)) {
      throw new ExportReplaced(
        `Of the export of ${date}, the files of ${accountId} were taken over by ${owner.job_id}; try again when that has ended; if it was cancelled or failed, ${this.#mending(date)}.`,
      );
    }
    // What an older export has left there is none of this night's.
    if (isOthers || accountClaimSchema.safeParse(found).success) return undefined;
    const manifest = accountManifestSchema.safeParse(found).data;
    if (!manifest) throw new BadExport(this.#whyUnreadable(date, `manifest of ${accountId}`, found));
    const urls = await Promise.all(
      manifest.files.map(async ({ name, dataset, format }) => {
        const key = fileKey(dataset, format, date, accountId);
        return [name, await this.#objects.url(key)] as const;
      }),
    );
    return { manifest, manifest_sha256: hash('sha256', text), urls: Object.fromEntries(urls) };
  }

  #whyUnreadable(date: string, what: string, found: unknown): string {
    const version = versionOf.safeParse(found).data?.schema_version;
    return version === undefined || version === SCHEMA_VERSION
      ? `The export of ${date} cannot be read: its ${what} is damaged; ${this.#mending(date)}.`
      : `The export of ${date} cannot be read: its ${what} is of schema version ${version}, and this release of Muster reads ${SCHEMA_VERSION}; fetch it with the release that wrote it.`;
  }

  #mending(date: string): string {
    return mendingOf(date, this.#clock.now());
  }
}

const versionOf = z.object({ schema_version: z.number() });
