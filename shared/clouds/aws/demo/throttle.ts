/** Refuses a few calls once, as a busy account does: the SDK's retry meets the answer. */
import { AnsweredError, type Answerer, type CloudCall } from '../answerer.ts';
import type { SampleLibrary } from './estate.ts';
import { Draw } from './random.ts';
import type { Refusal } from './sample-file.ts';

/**
 * One call in this many: about one in an account. The SDK waits up to half a second for each, so more would be felt in
 * the time of a run.
 */
const ONE_IN = 200;

/** A caller that gives up leaves its call behind: this many are remembered. */
const MOST_REMEMBERED = 1_000;

/** Organizations has no samples; its refusal is known here. */
const ORGANIZATIONS: Refusal = { code: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 };

/** The same calls are refused whatever came before them: by what they ask, not by when. */
export class Throttle implements Answerer {
  readonly #answerer: Answerer;
  readonly #library: SampleLibrary;
  /** Calls refused that have not come again yet. */
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
