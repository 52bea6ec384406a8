/** The lease by which one inventory task at a time works on an account, and the run's place in the order of runs. */
import type { AccountRow } from '../connections/model.ts';
import { ConditionFailed } from '../errors.ts';
import type { AccountId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { absent, all, any, equals, lessThan, type Store } from '../storage/store.ts';
import { CLOCK_SKEW_MS } from './job-repository.ts';
import type { TaskRow } from './model.ts';

export interface TakenLease {
  readonly taken: true;
  readonly account: AccountRow;
  readonly observed_at: string;
  /** For how long, at least, no run has called the account. */
  readonly idle_ms: number;
}

export type LeaseAnswer = TakenLease | { readonly taken: false };

export class AccountLeases {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Takes the account for `task`. `observed_at` is later than that of every run before, even if clocks disagree: rows
   * are ordered by it.
   */
  async take(account: AccountRow, task: TaskRow, leaseUntil: number, now: number): Promise<LeaseAnswer> {
    const earlier = account.observed_at === undefined ? 0 : Date.parse(account.observed_at);
    const observedAt = isoTime(Math.max(now, earlier + 1));
    const free = any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
    const unchanged = account.observed_at === undefined ? absent('observed_at') : equals('observed_at', account.observed_at);
    try {
      const row = await this.#store.update(
        'accounts',
        { account_id: account.account_id },
        { set: { lease_job_id: task.job_id, lease_attempt: task.attempt, lease_until: isoTime(leaseUntil), observed_at: observedAt } },
        all(free, unchanged),
      );
      return { taken: true, account: row as unknown as AccountRow, observed_at: observedAt, idle_ms: idleMs(account, now) };
    } catch (error) {
      if (error instanceof ConditionFailed) return { taken: false };
      throw error;
    }
  }

  /** Gives the account back, with what the run found. Does nothing if another has it by now. */
  async release(
    accountId: AccountId,
    task: TaskRow,
    now: number,
    found: Partial<Pick<AccountRow, 'status' | 'last_run' | 'resource_counts'>> = {},
  ): Promise<void> {
    try {
      await this.#store.update(
        'accounts',
        { account_id: accountId },
        { set: { ...found, released_at: isoTime(now) }, remove: ['lease_job_id', 'lease_attempt', 'lease_until'] },
        all(equals('lease_job_id', task.job_id), equals('lease_attempt', task.attempt)),
      );
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}

/** A lease that was never given back counts as used to its end. */
function idleMs({ lease_until, released_at }: AccountRow, now: number): number {
  const since = lease_until ?? released_at;
  return since === undefined ? Infinity : Math.max(0, now - CLOCK_SKEW_MS - Date.parse(since));
}
