/** What a night says of each account: what its task says, if the bucket holds just that. */
import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import type { AccountId } from '../ids.ts';
import type { TaskRow } from '../jobs/model.ts';
import type { Log } from '../seams.ts';
import { isNewer, parseStamp, type Stamp } from './account-object.ts';
import type { ExportObjects } from './export-objects.ts';
import type { NightAccount } from './night.ts';
import { accountManifestKey, accountOfKey, manifestsPrefix } from './night-layout.ts';
import type { ExportTotals } from './totals.ts';

const READS_AT_ONCE = 16;

export class AccountsOfNight {
  readonly #date: string;
  readonly #stamp: Stamp;
  readonly #objects: ExportObjects;
  readonly #log: Log;

  constructor(date: string, stamp: Stamp, { objects, log }: { readonly objects: ExportObjects; readonly log: Log }) {
    this.#date = date;
    this.#stamp = stamp;
    this.#objects = objects;
    this.#log = log;
  }

  /** In the order of the tasks, which is that of the accounts: digits, letters and hyphens only. */
  async of(tasks: AsyncIterable<TaskRow>): Promise<readonly NightAccount[]> {
    const told: NightAccount[] = [];
    for await (const task of tasks) told.push(accountOf(task));
    const withObject = new Set<AccountId>();
    for await (const key of this.#objects.list(manifestsPrefix(this.#date))) {
      const id = accountOfKey(key);
      if (id !== undefined) withObject.add(id);
    }
    return await pLimit(READS_AT_ONCE).map(told, async (account) => {
      if (account.status === 'failed') return account;
      const error = await this.#whyNot(account, withObject.has(account.account_id));
      return error === undefined ? account : failedAccount(account.account_id, error);
    });
  }

  /** Undefined if the account's manifest is the one that its task has written. */
  async #whyNot({ account_id, manifest_sha256 }: NightAccount, isListed: boolean): Promise<string | undefined> {
    const key = accountManifestKey(this.#date, account_id);
    const text = isListed ? await this.#objects.getListed(key) : undefined;
    if (text && hash('sha256', text) === manifest_sha256) return undefined;
    const owner = text && parseStamp(text, key, this.#log);
    if (owner && isNewer(owner, this.#stamp))
      return `The files of ${account_id} were taken over by ${owner.job_id}, a newer export of the day.`;
    const { job_id } = this.#stamp;
    this.#log.error('The manifest of an exported account is not what its task has written; the night calls the account failed.', {
      job_id,
      account_id,
      is_there: text !== undefined,
    });
    return text
      ? `The manifest of ${account_id} in the bucket is not what was written: something has changed it.`
      : `The manifest of ${account_id} is not in the bucket: something has removed it.`;
  }
}

function accountOf({ account_id, status, totals, error }: TaskRow): NightAccount {
  const written = totals?.['export'] as ExportTotals | undefined;
  if (status !== 'completed' || !written?.manifest_sha256) return failedAccount(account_id, error?.message);
  const { manifest_sha256, rows, files, bytes, slices } = written;
  return { account_id, status: 'exported', manifest_sha256, rows, files, bytes, slices };
}

const failedAccount = (account_id: AccountId, error: string | undefined): NightAccount => ({
  account_id,
  status: 'failed',
  rows: {},
  files: 0,
  bytes: 0,
  slices: {},
  ...(error !== undefined && { error }),
});
