/** Who may write the night of a date: one closer at a time, whichever export of the day it ends. A row of `jobs` that no index lists. */
import { ConditionFailed } from '../errors.ts';
import { CLOCK_SKEW_MS } from '../jobs/job-repository.ts';
import { expiryFrom } from '../jobs/plan.ts';
import { isoTime } from '../seams.ts';
import { absent, any, equals, type Key, lessThan, type Store } from '../storage/store.ts';

const keyOf = (date: string): Key => ({ job_id: `night#${date}` });

export class NightLeases {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** What gives it back; undefined if another has it. */
  async take(date: string, until: number, now: number): Promise<number | undefined> {
    const free = any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
    const update = { set: { lease_until: isoTime(until), expires_at: expiryFrom(now) }, add: { lease_number: 1 } };
    try {
      return (await this.#store.update('jobs', keyOf(date), update, free, { create: true }))['lease_number'] as number;
    } catch (error) {
      if (error instanceof ConditionFailed) return undefined;
      throw error;
    }
  }

  /** Does nothing if another has it by now. */
  async release(date: string, lease: number): Promise<void> {
    try {
      await this.#store.update('jobs', keyOf(date), { remove: ['lease_until'] }, equals('lease_number', lease));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}
