/** Throttles a few calls once, as AWS does in a busy account. The SDK's retry of such a call gets the answer. */
import type { SampleLibrary } from '../../demo/estate.ts';
import type { Refusal } from '../../demo/sample-file.ts';
import { ThrottledOnce } from '../../demo/throttled-once.ts';
import { AnsweredError, type Answerer, type CloudCall } from '../answerer.ts';

/** The throttling error of Organizations, which has no samples. */
const ORGANIZATIONS: Refusal = { code: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 };

export class Throttle implements Answerer {
  readonly #answerer: Answerer;
  readonly #library: SampleLibrary;
  readonly #throttled = new ThrottledOnce();

  constructor(answerer: Answerer, library: SampleLibrary) {
    this.#answerer = answerer;
    this.#library = library;
  }

  async answer(call: CloudCall): Promise<object> {
    const refusal = call.service === 'organizations' ? ORGANIZATIONS : this.#library.service(call.service)?.quirks?.throttled;
    const key = JSON.stringify([call.account, call.region, call.service, call.operation, call.input]);
    if (refusal && this.#throttled.isDue(key)) throw new AnsweredError(refusal.code, refusal.message ?? refusal.code, refusal.status);
    return this.#answerer.answer(call);
  }
}
