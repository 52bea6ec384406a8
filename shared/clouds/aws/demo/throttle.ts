/** Throttles a few calls once, as AWS does in a busy account. The SDK's retry of such a call gets the answer. */
import { AnsweredError, type Answerer, type CloudCall } from '../answerer.ts';
import type { SampleLibrary } from './estate.ts';
import { Draw } from './random.ts';
import type { Refusal } from './sample-file.ts';

/**
 * One call in this many is throttled, about one for each account. The SDK waits up to half a second for each, so more would make
 * a run noticeably slower.
 */
const ONE_IN = 200;

/** The most throttled calls that are remembered: a call stays until its retry, which does not come if the caller stops retrying. */
const MOST_REMEMBERED = 1_000;

/** The throttling error of Organizations, which has no samples. */
const ORGANIZATIONS: Refusal = { code: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 };

/** A call's content alone decides whether it is throttled, not the calls before it. */
export class Throttle implements Answerer {
  readonly #answerer: Answerer;
  readonly #library: SampleLibrary;
  /** The throttled calls that were not retried yet. */
  readonly #refused = new Set<string>();

  constructor(answerer: Answerer, library: SampleLibrary) {
    this.#answerer = answerer;
    this.#library = library;
  }

  async answer(call: CloudCall): Promise<object> {
    const refusal = call.service === 'organizations' ? ORGANIZATIONS : this.#library.service(call.service)?.quirks?.throttled;
    if (refusal) {
      const key = JSON.stringify([call.account, call.region, call.service, call.operation, call.input]);
      const due = new Draw(key).chance('throttled', 1 / ONE_IN) && !this.#refused.delete(key);
      if (due) {
        this.#refused.add(key);
        for (const oldest of this.#refused) {
          if (this.#refused.size <= MOST_REMEMBERED) break;
          this.#refused.delete(oldest);
        }
        throw new AnsweredError(refusal.code, refusal.message ?? refusal.code, refusal.status);
      }
    }
    return this.#answerer.answer(call);
  }
}
