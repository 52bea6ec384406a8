/** Refuses a few calls once, as a busy account does: the SDK's retry meets the answer. */
import { AnsweredError, type Answerer, type CloudCall } from '../answerer.ts';
import { Draw } from './random.ts';

/**
 * One call in this many: about one in an account. The SDK waits up to half a second for each, so more would be felt in
 * the time of a run.
 */
const ONE_IN = 200;

/** A caller that gives up leaves its call behind: this many are remembered. */
const MOST_REMEMBERED = 1_000;

const REFUSALS: Readonly<Record<string, { readonly name: string; readonly message: string; readonly status: number }>> = {
  ec2: { name: 'RequestLimitExceeded', message: 'Request limit exceeded.', status: 503 },
  s3: { name: 'SlowDown', message: 'Please reduce your request rate.', status: 503 },
  iam: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  rds: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  organizations: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 },
  lambda: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 },
};

/** The same calls are refused whatever came before them: by what they ask, not by when. */
export class Throttle implements Answerer {
  readonly #answerer: Answerer;
  /** Calls refused that have not come again yet. */
  readonly #refused = new Set<string>();

  constructor(answerer: Answerer) {
    this.#answerer = answerer;
  }

  async answer(call: CloudCall): Promise<object> {
    const refusal = REFUSALS[call.service];
    if (refusal) {
      const key = JSON.stringify([call.account, call.region, call.service, call.operation, call.input]);
      const due = new Draw(key).chance('throttled', 1 / ONE_IN) && !this.#refused.delete(key);
      if (due) {
        this.#refused.add(key);
        for (const oldest of this.#refused) {
          if (this.#refused.size <= MOST_REMEMBERED) break;
          this.#refused.delete(oldest);
        }
        throw new AnsweredError(refusal.name, refusal.message, refusal.status);
      }
    }
    return this.#answerer.answer(call);
  }
}
