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

  /** `holder` is nobody else's, and nobody's again. False if another has it. */
  async take(date: string, holder: string, until: number, now: number): Promise<boolean> {
    const free = any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
    const update = { set: { holder, lease_until: isoTime(until), expires_at: expiryFrom(now) } };
    try {
      // A request whose answer was lost is repeated by the SDK: what it finds then is its own doing.
      await this.#store.update('jobs', keyOf(date), update, any(free, equals('holder', holder)), { create: true });
      return true;
    } catch (error) {
      if (error instanceof ConditionFailed) return false;
      throw error;
    }
  }

  /** Does nothing if another has it by now. */
  async release(date: string, holder: string): Promise<void> {
    try {
      await this.#store.update('jobs', keyOf(date), { remove: ['holder', 'lease_until'] }, equals('holder', holder));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}
