/**
 * The lease by which one task of an operation at a time works on an account, and the run's place in the order of runs.
 * Operations do not wait for each other: each has its own lease on the account's row.
 */
import { type AccountLease, type AccountRow, LEASE_FIELDS, type LeasePrefix } from '../connections/model.ts';
import { ConditionFailed } from '../errors.ts';
import type { AccountId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { absent, all, any, equals, lessThan, type Store } from '../storage/store.ts';
import { CLOCK_SKEW_MS } from './job-repository.ts';
import type { Operation, TaskRow } from './model.ts';

/** What a run tells of the account it worked on. */
export type FoundOfAccount = Partial<
  Pick<AccountRow, 'status' | 'last_run' | 'resource_counts' | 'last_scan' | 'findings' | 'last_export'>
>;

/** A lease outlives its invocation by this, so that it never runs out under a living holder. */
export const LEASE_MARGIN_MS = 5_000;

const PREFIXES = { inventory: '', scan: 'scan_', export: 'export_' } as const satisfies Record<Operation, LeasePrefix>;

/** A task; or, with attempt 0, which no task has, whoever ends its job. */
export type LeaseHolder = Pick<TaskRow, 'job_id' | 'attempt'>;

/** No two leases on an account have the same place in the order. An attempt of a task has one lease and needs not tell it. */
export type HeldLease = LeaseHolder & Partial<Pick<TakenLease, 'observed_at'>>;

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
  readonly #prefix: LeasePrefix;

  constructor(store: Store, operation: Operation) {
    this.#store = store;
    this.#prefix = PREFIXES[operation];
  }

  /**
   * Takes the account for `task`. `observed_at` is later than that of every run before, even if clocks disagree: rows
   * are ordered by it.
   */
  async take(account: AccountRow, task: LeaseHolder, leaseUntil: number, now: number): Promise<LeaseAnswer> {
    const before = this.#of(account);
    const earlier = before.observed_at === undefined ? 0 : Date.parse(before.observed_at);
    const observedAt = isoTime(Math.max(now, earlier + 1));
    const until = `${this.#prefix}lease_until`;
    const free = any(absent(until), lessThan(until, isoTime(now - CLOCK_SKEW_MS)));
    const order = `${this.#prefix}observed_at`;
    const unchanged = before.observed_at === undefined ? absent(order) : equals(order, before.observed_at);
    const lease = this.#named({
      lease_job_id: task.job_id,
      lease_attempt: task.attempt,
      lease_until: isoTime(leaseUntil),
      observed_at: observedAt,
    });
    // A request whose answer was lost is repeated by the SDK: what it finds then is its own doing.
    const own = all(...Object.entries(lease).map(([name, value]) => equals(name, value)));
    try {
      const row = await this.#store.update('accounts', { account_id: account.account_id }, { set: lease }, any(all(free, unchanged), own));
      return { taken: true, account: row as unknown as AccountRow, observed_at: observedAt, idle_ms: idleMs(before, now) };
    } catch (error) {
      if (error instanceof ConditionFailed) return { taken: false };
      throw error;
    }
  }

  /** Gives the account back, with what the run found. Does nothing if another has it by now. */
  async release(accountId: AccountId, task: HeldLease, now: number, found: FoundOfAccount = {}): Promise<void> {
    const own = all(equals(`${this.#prefix}lease_job_id`, task.job_id), equals(`${this.#prefix}lease_attempt`, task.attempt));
    try {
      await this.#store.update(
        'accounts',
        { account_id: accountId },
        {
          set: { ...found, ...this.#named({ released_at: isoTime(now) }) },
          remove: ['lease_job_id', 'lease_attempt', 'lease_until'].map((name) => this.#prefix + name),
        },
        task.observed_at === undefined ? own : all(own, equals(`${this.#prefix}observed_at`, task.observed_at)),
      );
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  /** Whether nobody else can have the account yet; `account` was just read. */
  isHeld(account: AccountRow, { job_id, attempt }: LeaseHolder, now: number): boolean {
    const { lease_job_id, lease_attempt, lease_until } = this.#of(account);
    return lease_job_id === job_id && lease_attempt === attempt && Date.parse(lease_until ?? '') > now;
  }

  #of(account: AccountRow): AccountLease {
    return Object.fromEntries(LEASE_FIELDS.map((name) => [name, account[`${this.#prefix}${name}`]]));
  }

  #named(fields: Readonly<Record<string, string | number>>): Readonly<Record<string, string | number>> {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [this.#prefix + name, value]));
  }
}

/** A lease that was never given back counts as used to its end. */
function idleMs({ lease_until, released_at }: AccountLease, now: number): number {
  const since = lease_until ?? released_at;
  return since === undefined ? Infinity : Math.max(0, now - CLOCK_SKEW_MS - Date.parse(since));
}
