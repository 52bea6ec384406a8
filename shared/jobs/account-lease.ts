/**
 * The lease by which one task of an operation at a time works on an account, and the run's place in the order of runs.
 * Rows of `leases`, one per account and operation: operations do not wait for each other (docs/adr/0014).
 */
import { ConditionFailed } from '../errors.ts';
import type { AccountId, JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { absent, all, any, equals, type Key, lessThan, type Store } from '../storage/store.ts';
import { CLOCK_SKEW_MS } from './job-repository.ts';
import type { TaskRow } from './model.ts';

/** A lease outlives its invocation by this, so that it never runs out under a living holder. */
export const LEASE_MARGIN_MS = 5_000;

export interface LeaseRow {
  readonly account_id: AccountId;
  readonly operation: string;
  /** The task that holds the account. This and the next two are absent while nobody does. */
  readonly lease_job_id?: JobId;
  readonly lease_attempt?: number;
  readonly lease_until?: string;
  /** When the newest run gave the account back: what it used of the account's API budget comes back from then on. */
  readonly released_at?: string;
  /** The place of the newest run in the order of runs: strictly growing, whatever the clocks say. */
  readonly observed_at?: string;
}

/** A task; or, with attempt 0, which no task has, the function that ends its job. */
export type LeaseHolder = Pick<TaskRow, 'job_id' | 'attempt'>;

/** `observed_at` tells apart two leases of one holder. An attempt of a task has only one lease and may leave it out. */
export type HeldLease = LeaseHolder & Partial<Pick<TakenLease, 'observed_at'>>;

export interface TakenLease {
  readonly taken: true;
  /** ISO 8601. Later than that of every earlier run of the operation over the account; rows are ordered by it. */
  readonly observed_at: string;
  /** For how many milliseconds, at least, no run of the operation has worked on the account. */
  readonly idle_ms: number;
}

export type LeaseAnswer = TakenLease | { readonly taken: false };

export class AccountLeases {
  readonly #store: Store;
  readonly #operation: string;

  constructor(store: Store, operation: string) {
    this.#store = store;
    this.#operation = operation;
  }

  /** Takes the account for `holder`. Times are milliseconds since 1970. */
  async take(accountId: AccountId, holder: LeaseHolder, leaseUntil: number, now: number): Promise<LeaseAnswer> {
    const before = await this.#row(accountId);
    const earlier = before?.observed_at === undefined ? 0 : Date.parse(before.observed_at);
    const observedAt = isoTime(Math.max(now, earlier + 1));
    const free = any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
    const unchanged = before?.observed_at === undefined ? absent('observed_at') : equals('observed_at', before.observed_at);
    const lease = {
      lease_job_id: holder.job_id,
      lease_attempt: holder.attempt,
      lease_until: isoTime(leaseUntil),
      observed_at: observedAt,
    };
    // The SDK repeats a request whose answer was lost: the repeated one finds the lease that the first one wrote.
    const own = all(...Object.entries(lease).map(([name, value]) => equals(name, value)));
    const condition = any(all(free, unchanged), own);
    try {
      await this.#store.update('leases', this.#key(accountId), { set: lease }, condition, { create: true });
      return { taken: true, observed_at: observedAt, idle_ms: idleMs(before, now) };
    } catch (error) {
      if (error instanceof ConditionFailed) return { taken: false };
      throw error;
    }
  }

  /** Gives the account back. Does nothing if another holder has it by now. */
  async release(accountId: AccountId, holder: HeldLease, now: number): Promise<void> {
    const ownAttempt = all(equals('lease_job_id', holder.job_id), equals('lease_attempt', holder.attempt));
    const own = holder.observed_at === undefined ? ownAttempt : all(ownAttempt, equals('observed_at', holder.observed_at));
    const update = { set: { released_at: isoTime(now) }, remove: ['lease_job_id', 'lease_attempt', 'lease_until'] };
    try {
      await this.#store.update('leases', this.#key(accountId), update, own);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  /** Whether nobody but `holder` can have the account yet. */
  async isHeld(accountId: AccountId, { job_id, attempt }: LeaseHolder, now: number): Promise<boolean> {
    const row = await this.#row(accountId);
    return row?.lease_job_id === job_id && row.lease_attempt === attempt && Date.parse(row.lease_until ?? '') > now;
  }

  async #row(accountId: AccountId): Promise<LeaseRow | undefined> {
    return (await this.#store.get('leases', this.#key(accountId), { consistent: true })) as LeaseRow | undefined;
  }

  #key(accountId: AccountId): Key {
    return { account_id: accountId, operation: this.#operation };
  }
}

/** A lease that was never given back counts as used to its end. */
function idleMs(before: LeaseRow | undefined, now: number): number {
  const since = before?.lease_until ?? before?.released_at;
  return since === undefined ? Infinity : Math.max(0, now - CLOCK_SKEW_MS - Date.parse(since));
}
