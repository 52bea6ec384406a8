/**
 * The account lease: at most one task of an operation works on an account at a time. Taking it also gives the run its place in the
 * order of runs. There is one row of `leases` per account and operation, so that operations do not wait for each other (docs/adr/0014).
 */
import { ConditionFailed } from '../errors.ts';
import type { AccountId, JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { absent, all, any, equals, type Key, lessThan, type Store } from '../storage/store.ts';
import { CLOCK_SKEW_MS } from './job-repository.ts';
import type { TaskRow } from './model.ts';

/** A lease expires this long after the invocation that holds it is cut off, so that it never expires while its holder still runs. */
export const LEASE_MARGIN_MS = 5_000;

export interface LeaseRow {
  readonly account_id: AccountId;
  readonly operation: string;
  /** The job of the task that holds the account. This and the next two fields are absent while no task holds it. */
  readonly lease_job_id?: JobId;
  readonly lease_attempt?: number;
  readonly lease_until?: string;
  /** The job of the newest run, and when its first run began since which no other job has taken the account. */
  readonly run_job_id?: JobId;
  readonly job_since?: string;
  /** When the newest run released the account. The account's API budget has been refilling since then. */
  readonly released_at?: string;
  /** When the account was last removed, ISO 8601: the history of its resources has stayed. */
  readonly removed_at?: string;
  /** The time of the newest run, ISO 8601. Every run's is later than that of the run before it, even if clocks differ. */
  readonly observed_at?: string;
}

/** An attempt of a task. Attempt 0, which no task has, stands for the function that ends the job. */
export type LeaseHolder = Pick<TaskRow, 'job_id' | 'attempt'>;

/** `observed_at` distinguishes two leases of one holder. An attempt of a task takes only one lease, and may leave it out. */
export type HeldLease = LeaseHolder & Partial<Pick<TakenLease, 'observed_at'>>;

export interface TakenLease {
  readonly taken: true;
  /** ISO 8601. Later than the `observed_at` of every earlier run of the operation over the account; rows are ordered by it. */
  readonly observed_at: string;
  /** When the job's first run began since which no other job has taken the account, ISO 8601: `observed_at` if this run is that one. */
  readonly job_since: string;
  /** Milliseconds for which, at least, no run of the operation has worked on the account. */
  readonly idle_ms: number;
  /** Whether the account was removed once, so that resources without a row may have a history. */
  readonly was_removed: boolean;
}

export type LeaseAnswer = TakenLease | { readonly taken: false };

export class AccountLeases {
  readonly #store: Store;
  readonly #operation: string;

  constructor(store: Store, operation: string) {
    this.#store = store;
    this.#operation = operation;
  }

  /** Takes the account's lease for `holder`. Times are milliseconds since 1970. */
  async take(accountId: AccountId, holder: LeaseHolder, leaseUntil: number, now: number): Promise<LeaseAnswer> {
    const before = await this.#row(accountId);
    const earlier = before?.observed_at === undefined ? 0 : Date.parse(before.observed_at);
    const observedAt = isoTime(Math.max(now, earlier + 1));
    const jobSince = (before?.run_job_id === holder.job_id ? before.job_since : undefined) ?? observedAt;
    const free = any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
    const unchanged = before?.observed_at === undefined ? absent('observed_at') : equals('observed_at', before.observed_at);
    const lease = {
      lease_job_id: holder.job_id,
      lease_attempt: holder.attempt,
      lease_until: isoTime(leaseUntil),
      observed_at: observedAt,
      run_job_id: holder.job_id,
      job_since: jobSince,
    };
    // The SDK repeats a request whose answer was lost. The repeated one then finds the lease that the first one wrote, and succeeds.
    const writtenBefore = all(...Object.entries(lease).map(([name, value]) => equals(name, value)));
    const condition = any(all(free, unchanged), writtenBefore);
    try {
      await this.#store.update('leases', this.#key(accountId), { set: lease }, condition, { create: true });
      return {
        taken: true,
        observed_at: observedAt,
        job_since: jobSince,
        idle_ms: idleMs(before, now),
        was_removed: before?.removed_at !== undefined,
      };
    } catch (error) {
      if (error instanceof ConditionFailed) return { taken: false };
      throw error;
    }
  }

  /** Releases the account. Does nothing if another holder has it by now. */
  async release(accountId: AccountId, holder: HeldLease, now: number): Promise<void> {
    const sameAttempt = all(equals('lease_job_id', holder.job_id), equals('lease_attempt', holder.attempt));
    const sameLease = holder.observed_at === undefined ? sameAttempt : all(sameAttempt, equals('observed_at', holder.observed_at));
    const update = { set: { released_at: isoTime(now) }, remove: ['lease_job_id', 'lease_attempt', 'lease_until'] };
    try {
      await this.#store.update('leases', this.#key(accountId), update, sameLease);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  /** Whether no later run has taken the account since the run of this `observed_at`. */
  async isNewest(accountId: AccountId, observedAt: string): Promise<boolean> {
    return (await this.#row(accountId))?.observed_at === observedAt;
  }

  /** Tells later runs that the account was removed, so that they rely on nothing that earlier ones have seen. Does nothing if no run has ever taken the account. */
  async markRemoved(accountId: AccountId, now: number): Promise<void> {
    try {
      await this.#store.update('leases', this.#key(accountId), { set: { removed_at: isoTime(now) }, remove: ['job_since'] });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  /** Whether a task holds the account. */
  async isHeld(accountId: AccountId, now: number): Promise<boolean> {
    const until = (await this.#row(accountId))?.lease_until;
    return until !== undefined && until >= isoTime(now - CLOCK_SKEW_MS);
  }

  async #row(accountId: AccountId): Promise<LeaseRow | undefined> {
    return (await this.#store.get('leases', this.#key(accountId), { consistent: true })) as LeaseRow | undefined;
  }

  #key(accountId: AccountId): Key {
    return { account_id: accountId, operation: this.#operation };
  }
}

/** A lease that its holder did not release counts as used until it expired. */
function idleMs(before: LeaseRow | undefined, now: number): number {
  const since = before?.lease_until ?? before?.released_at;
  return since === undefined ? Infinity : Math.max(0, now - CLOCK_SKEW_MS - Date.parse(since));
}
