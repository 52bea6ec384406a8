/**
 * Nightly exports as they are for a caller with a limited scope: those that have files of its accounts, with the sums over these files. An account's files
 * hold changes of their day and of the day before, so a customer has them from the first such day on that it owned the account throughout.
 */
import pLimit from 'p-limit';
import type { AccountExport, Nights } from '../exports/nights.ts';
import type { Night, NightAccount } from '../exports/night.ts';
import type { AccountId, JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import type { Access } from './access.ts';

/** The part of `Nights` that routes use. */
export type NightReader = Pick<Nights, 'list' | 'night' | 'accounts' | 'account'>;

/** Each night of a page takes its list of accounts, which may have some MB. */
const MOST_NIGHTS = 10;
const AT_ONCE = 2;
const DAY_MS = 86_400_000;

export class ScopedNights implements NightReader {
  readonly #nights: NightReader;
  readonly #access: Access;

  /** @param nights those of everyone */
  constructor(nights: NightReader, access: Access) {
    this.#nights = nights;
    this.#access = access;
  }

  /** A page of nights. Nights without files of the scope's accounts are left out, so a page may be short and go on after its cursor. */
  async list({ limit, cursor }: Parameters<Nights['list']>[0]) {
    const page = await this.#nights.list({ limit: Math.min(limit, MOST_NIGHTS), cursor });
    const own = await pLimit(AT_ONCE).map([...page.items], async (night) => await this.#ownPart(night));
    return { ...page, items: own.filter((night) => night !== undefined) };
  }

  async night(date: string): Promise<Night | undefined> {
    const night = await this.#nights.night(date);
    return night && (await this.#ownPart(night));
  }

  async accounts(date: string, jobId?: JobId): Promise<{ readonly job_id: JobId; readonly accounts: readonly NightAccount[] } | undefined> {
    const found = await this.#nights.accounts(date, jobId);
    const own = await this.#ownOn(date);
    const accounts = found?.accounts.filter(({ account_id }) => own.has(account_id)) ?? [];
    return found && accounts.length > 0 ? { ...found, accounts } : undefined;
  }

  async account(date: string, accountId: AccountId, jobId?: JobId): Promise<AccountExport | undefined> {
    return (await this.#ownOn(date)).has(accountId) ? await this.#nights.account(date, accountId, jobId) : undefined;
  }

  /** The scope's accounts whose files of this date hold nothing of before they were the caller's. */
  async #ownOn(date: string): Promise<ReadonlySet<AccountId>> {
    const begin = isoTime(Date.parse(date) - DAY_MS);
    const { accounts } = this.#access;
    const since = await this.#access.ownedSince(accounts);
    return new Set(accounts.filter((id) => since.get(id)! <= begin));
  }

  async #ownPart(night: Night): Promise<Night | undefined> {
    const { accounts = [] } = (await this.accounts(night.date, night.job_id)) ?? {};
    if (accounts.length === 0) return undefined;
    const exported = accounts.filter(({ status }) => status === 'exported').length;
    return {
      ...night,
      accounts: accounts.length,
      exported,
      failed: accounts.length - exported,
      files: sum(accounts.map(({ files }) => files)),
      bytes: sum(accounts.map(({ bytes }) => bytes)),
      rows: sumByName(accounts.map(({ rows }) => rows)),
      slices: sumByName(accounts.map(({ slices }) => slices)),
    };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function sumByName<N extends string>(counts: readonly Readonly<Partial<Record<N, number>>>[]): Partial<Record<N, number>> {
  const total: Partial<Record<N, number>> = {};
  for (const each of counts) for (const name of Object.keys(each) as N[]) total[name] = (total[name] ?? 0) + (each[name] ?? 0);
  return total;
}
