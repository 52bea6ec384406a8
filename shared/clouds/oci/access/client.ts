/** Sends signed requests to OCI: paced, retried, counted and abortable. */
import { parseLossless } from '../../../lossless-json.ts';
import type { Clock, Random } from '../../../seams.ts';
import { CloudError } from '../../cloud-error.ts';
import type { KeySource } from './key-source.ts';
import { CLOCK_SKEW, classOf, failureOf, OciFailure } from './oci-failure.ts';
import { signedHeaders, type WireRequest } from './signing.ts';
import { type Send, type WireAnswer, WireFailure } from './transport.ts';

/** Waits until a request may be sent. */
export interface Pace {
  take(service: string, region: string, operation: string): Promise<void>;
}

export interface ClientOptions {
  /** Undefined if this process itself answers in OCI's place: requests then have no signature. */
  readonly keys: KeySource | undefined;
  readonly send: Send;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly random: Random;
  /** Counts every request that is sent, retries included. */
  readonly counter: { calls: number };
  /** Once it is aborted, no more requests are sent. */
  readonly signal?: AbortSignal | undefined;
  readonly attempts?: number;
}

export interface OciCall {
  /** The service whose request limit the call uses: `core`. */
  readonly service: string;
  readonly region: string;
  /** `GET /20160918/instances` */
  readonly operation: string;
  readonly request: WireRequest;
}

export interface OciAnswer {
  /** The answer's JSON; null for an empty answer. */
  readonly body: unknown;
  /** The token of the next page; undefined after the last. */
  readonly nextPage: string | undefined;
}

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** OCI asks for a longer wait only if the queue had better wait in the place of a worker. */
const LONGEST_RETRY_AFTER_MS = 60_000;
/** OCI refuses requests whose time is further away from its own. */
const MAX_SKEW_MS = 5 * 60_000;

export class OciClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** @throws OciFailure for an answer that is an error, WireFailure if there is no answer, LoginProblem if there is no key; after all retries */
  async call(call: OciCall): Promise<OciAnswer> {
    const { clock, signal, attempts = ATTEMPTS } = this.#options;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(call, !renewed);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof RenewedKey) {
          renewed = true;
          attempt -= 1;
          continue;
        }
        const wait = this.#waitAfter(error, attempt);
        if (attempt >= attempts || wait === undefined) throw error instanceof Refused ? error.failure : error;
        await clock.sleep(wait);
      }
    }
  }

  /** The answers of all pages of a list. @throws what `call` throws; CloudError if the pages have no end */
  async *pages(call: OciCall): AsyncGenerator<OciAnswer> {
    const seen = new Set<string>();
    let page: string | undefined;
    do {
      const url = new URL(call.request.url);
      if (page !== undefined) url.searchParams.set('page', page);
      const answer = await this.call({ ...call, request: { ...call.request, url } });
      yield answer;
      page = answer.nextPage;
      if (page === undefined) return;
      if (seen.has(page)) {
        throw new CloudError(`${call.operation} answered with a page token that it had given before, so its list has no end.`, {
          class: 'transient',
          error_code: 'RepeatedPageToken',
        });
      }
      seen.add(page);
    } while (page !== undefined);
  }

  async #once({ service, region, operation, request }: OciCall, mayRenew: boolean): Promise<OciAnswer> {
    const { keys, send, pace, clock, counter, signal } = this.#options;
    signal?.throwIfAborted();
    await pace.take(service, region, operation);
    signal?.throwIfAborted();
    const key = await keys?.key();
    counter.calls += 1;
    const answer = await send(request, key ? signedHeaders(request, key, clock.now()) : {}, signal);
    // Any other success, such as 202 and 206, is no whole answer.
    if (answer.status === 200 || (answer.status === 204 && answer.text === ''))
      return { body: bodyOf(answer), nextPage: answer.headers['opc-next-page'] || undefined };
    const failure = failureOf(answer);
    if (answer.status === 401) {
      if (skewOf(answer, clock.now()) > MAX_SKEW_MS) throw new OciFailure(401, CLOCK_SKEW, failure.message);
      if (mayRenew && keys && key && (await keys.renew(key))) throw new RenewedKey();
    }
    throw new Refused(failure, retryAfterOf(answer, clock.now()));
  }

  /** Milliseconds to wait before the next attempt; undefined if none may succeed or if OCI asks for too long a wait. */
  #waitAfter(error: unknown, attempt: number): number | undefined {
    const failure = error instanceof Refused ? error.failure : error;
    const asked = error instanceof Refused ? error.retryAfter : undefined;
    const isRefusal = failure instanceof OciFailure;
    if (!isRefusal && !(failure instanceof WireFailure)) return undefined;
    if (isRefusal && failure.status === 401) return undefined;
    if (NEVER_AGAIN.has(failure instanceof WireFailure ? failure.code : '')) return undefined;
    const errorClass = classOf(failure);
    if (errorClass !== 'throttled' && errorClass !== 'transient') return undefined;
    if (asked !== undefined && asked > LONGEST_RETRY_AFTER_MS) return undefined;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    // OCI may ask for no wait at all, after which the same request would only be refused again.
    return Math.max(asked ?? 0, longest * (0.5 + this.#options.random.fraction() / 2));
  }
}

/** A host that has no address, and an answer that is too large, do not change within a minute. */
const NEVER_AGAIN: ReadonlySet<string> = new Set(['ENOTFOUND', 'AnswerTooLarge']);

/** An error answer, with the wait that OCI asks for. */
class Refused extends Error {
  readonly failure: OciFailure;
  readonly retryAfter: number | undefined;

  constructor(failure: OciFailure, retryAfter: number | undefined) {
    super(failure.message);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }
}

/** OCI refused the key, and there is a new one. */
class RenewedKey extends Error {}

/** @throws WireFailure for a text that is no JSON: the answer was cut off, or something else than OCI answered */
function bodyOf({ text }: WireAnswer): unknown {
  if (text === '') return null;
  try {
    return parseLossless(text);
  } catch (error) {
    throw new WireFailure('TruncatedAnswer', { cause: error });
  }
}

/** In milliseconds; undefined if the answer asks for none. The header holds seconds or a date. */
function retryAfterOf({ headers }: WireAnswer, now: number): number | undefined {
  const asked = headers['retry-after'];
  if (asked === undefined) return undefined;
  const seconds = Number(asked);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** How far this machine's clock is from the server's, in milliseconds; 0 if the answer has no date. */
function skewOf({ headers }: WireAnswer, now: number): number {
  const skew = Math.abs(Date.parse(headers['date'] ?? '') - now);
  return Number.isFinite(skew) ? skew : 0;
}
