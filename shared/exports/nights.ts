/** The nights that were exported, as the bucket holds them. */
import { hash } from 'node:crypto';
import type { AccountId } from '../ids.ts';
import type { DatasetName } from './records.ts';
import type { ExportObjects } from './export-objects.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { type Night, type NightAccount, nightAccountSchema, nightSchema } from './night.ts';
import { accountManifestKey, dateOfNight, fileKey, nightAccountsKey, nightKey, NIGHTS_PREFIX, type NightFormat } from './night-layout.ts';

export interface AccountExport {
  readonly manifest: Manifest;
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

  async night(date: string): Promise<Night | undefined> {
    const text = await this.#objects.get(nightKey(date));
    return text && nightSchema.parse(JSON.parse(text.toString()));
  }

  /** By account id. Undefined if they are not those of the night: it is being replaced. */
  async accounts({ date, accounts_file }: Night): Promise<readonly NightAccount[] | undefined> {
    const text = await this.#objects.get(nightAccountsKey(date));
    if (text === undefined || hash('sha256', text) !== accounts_file.sha256) return undefined;
    const lines = text.toString().split('\n').slice(0, -1);
    return lines.map((line) => nightAccountSchema.parse(JSON.parse(line)));
  }

  async account(date: string, accountId: AccountId): Promise<AccountExport | undefined> {
    const text = await this.#objects.get(accountManifestKey(date, accountId));
    if (text === undefined) return undefined;
    const manifest = manifestSchema.parse(JSON.parse(text.toString()));
    const urls = await Promise.all(
      manifest.files.map(async ({ name, dataset, format }) => {
        const key = fileKey(dataset as DatasetName, format as NightFormat, date, accountId);
        return [name, await this.#objects.url(key)] as const;
      }),
    );
    return { manifest, manifest_sha256: hash('sha256', text), urls: Object.fromEntries(urls) };
  }
}
