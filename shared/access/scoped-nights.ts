/** Nightly exports as they are for a caller with a limited scope: those that have files of its accounts, with the sums over these files. */
import pLimit from 'p-limit';
import type { AccountExport, Nights } from '../exports/nights.ts';
import type { Night, NightAccount } from '../exports/night.ts';
import type { AccountId, JobId } from '../ids.ts';
import type { Limited } from './access.ts';

/** The part of `Nights` that routes use. */
export type NightReader = Pick<Nights, 'list' | 'night' | 'accounts' | 'account'>;

/** Each night of a page takes its list of accounts, which may have some MB. */
const MOST_NIGHTS = 10;
const AT_ONCE = 2;

export class ScopedNights implements NightReader {
  readonly #nights: NightReader;
  readonly #scope: Limited;

  /** @param nights those of everyone */
  constructor(nights: NightReader, scope: Limited) {
    this.#nights = nights;
    this.#scope = scope;
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
    const accounts = found?.accounts.filter(({ account_id }) => this.#scope.accounts.has(account_id)) ?? [];
    return found && accounts.length > 0 ? { ...found, accounts } : undefined;
  }

  async account(date: string, accountId: AccountId, jobId?: JobId): Promise<AccountExport | undefined> {
    return this.#scope.accounts.has(accountId) ? await this.#nights.account(date, accountId, jobId) : undefined;
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
