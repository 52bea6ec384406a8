/** Chooses the few calls that are throttled once, as a cloud does in a busy account. Their retry gets the answer. */
import { Draw } from './random.ts';

/**
 * One call in this many is throttled, about one for each account. Clients wait up to half a second for each, so more would make
 * a run noticeably slower.
 */
const ONE_IN = 200;

/** The most throttled calls that are remembered: a call stays until its retry, which does not come if the caller stops retrying. */
const MOST_REMEMBERED = 1_000;

/** A call's key alone decides whether it is throttled, not the calls before it. */
export class ThrottledOnce {
  /** The throttled calls that were not retried yet. */
  readonly #refused = new Set<string>();

  /** `key`: all of the call that its answer depends on. True at the first call of a pair, false at its retry. */
  isDue(key: string): boolean {
    if (!new Draw(key).chance('throttled', 1 / ONE_IN) || this.#refused.delete(key)) return false;
    this.#refused.add(key);
    for (const oldest of this.#refused) {
      if (this.#refused.size <= MOST_REMEMBERED) break;
      this.#refused.delete(oldest);
    }
    return true;
  }
}
