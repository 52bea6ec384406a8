/**
 * Calls one API of Azure: adds the token, renews it once where it is refused, waits as the answers' headers ask, tries transient failures again,
 * and gives the answer's JSON as it is.
 */
import type { Clock, Random } from '../../../seams.ts';
import { AzureError, refusalIn } from './azure-error.ts';
import { classOf } from './classify-error.ts';
import type { HttpAnswer, HttpRequest, SendHttp } from './http.ts';
import { type AzureApi, type AzureHosts, scopeOf, targetOf } from '../hosts.ts';
import { LONGEST_PAUSE, pauseAfter, retryAfter } from './quota.ts';
import type { TokenSource } from './tokens.ts';

/** Counts the requests of a session. Those to Entra ID are not counted, because the sessions of a login share its tokens. */
export interface CallCounter {
  calls: number;
}

export interface RestClientOptions {
  readonly api: AzureApi;
  readonly hosts: AzureHosts;
  readonly send: SendHttp;
  readonly tokens: Pick<TokenSource, 'token' | 'renewed'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly counter: CallCounter;
  readonly signal?: AbortSignal | undefined;
  /** The number of attempts, the first included; 5 if absent. */
  readonly attempts?: number | undefined;
}

export interface RestRequest {
  readonly method: 'GET' | 'POST';
  /** A path with its query, or an absolute URL: that of a next page, or of a vault. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Waits until the request fits the account's budget; called before every attempt. */
  readonly take: () => Promise<void>;
}

/** The name of the error for a URL that the login's token must not be sent to. */
export const FOREIGN_HOST = 'ForeignHost';

const ATTEMPTS = 5;
/** The status by which Resource Graph says that it cannot answer a list. */
export const UNPROCESSABLE = 422;
/**
 * The most milliseconds before the second attempt, if the answer does not ask for a longer wait; twice as many before each further one. A wait is from
 * half of that on, so that calls that failed together do not come again together.
 */
const FIRST_BACKOFF = 500;

const USER_AGENT = 'muster';

export class RestClient {
  readonly #options: RestClientOptions;
  /** No request is sent before this time, in milliseconds since the epoch. */
  #pausedUntil = 0;

  constructor(options: RestClientOptions) {
    this.#options = options;
  }

  /** The answer's JSON object. @throws AzureError for a refusal, a foreign host or an answer that is not whole; CloudError if the login fails */
  async send(request: RestRequest): Promise<object> {
    const url = this.#absolute(request.url);
    const { attempts = ATTEMPTS, signal } = this.#options;
    let isRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      await this.#pause();
      await request.take();
      const token = await this.#token();
      const outcome = await this.#attempt(request, url, token);
      if ('json' in outcome) return outcome.json;
      const { error, answer } = outcome;
      signal?.throwIfAborted();
      if (answer?.status === 401 && !isRenewed && error.name !== 'InvalidAuthenticationTokenTenant') {
        isRenewed = true;
        attempt -= 1;
        await this.#options.tokens.renewed(this.#scope, token);
        continue;
      }
      const wait = this.#waitAfter(error, answer, attempt);
      if (wait === undefined || attempt >= attempts) throw error;
      await this.#options.clock.sleep(wait);
    }
  }

  get #scope(): string {
    return scopeOf(this.#options.hosts, this.#options.api);
  }

  async #token(): Promise<string> {
    return await this.#options.tokens.token(this.#scope);
  }

  /** @throws AzureError for the URL of another host: it would get the login's token */
  #absolute(path: string): string {
    const { api, hosts } = this.#options;
    const url = targetOf(hosts, api, path);
    if (url !== undefined) return url;
    const own = api === 'vault' ? `a host directly below ${hosts.vaults}` : new URL(hosts[api]).origin;
    throw new AzureError(api, FOREIGN_HOST, `An answer names a URL on ${URL.parse(path)?.host || 'no host'} instead of ${own}.`);
  }

  async #attempt({ method, headers, body }: RestRequest, url: string, token: string): Promise<Outcome> {
    const { api, send, counter, signal, clock } = this.#options;
    const request: HttpRequest = {
      method,
      url,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'user-agent': USER_AGENT,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    };
    counter.calls += 1;
    let answer: HttpAnswer;
    try {
      answer = await send(request, signal);
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)), answer: undefined };
    }
    const pause = pauseAfter(answer.headers);
    if (pause > 0) this.#pauseFor(pause, clock.now());
    return { ...readAnswer(api, answer), answer };
  }

  /** Milliseconds to wait before the next attempt; undefined if none makes sense. */
  #waitAfter(error: Error, answer: HttpAnswer | undefined, attempt: number): number | undefined {
    const errorClass = classOf(error);
    // Resource Graph asks to read from the provider instead: the same request would get the same answer.
    if (answer?.status === UNPROCESSABLE) return undefined;
    if (errorClass !== 'throttled' && errorClass !== 'transient') return undefined;
    const now = this.#options.clock.now();
    const asked = answer && retryAfter(answer.headers, now);
    if (errorClass === 'throttled' && asked !== undefined) this.#pauseFor(asked, now);
    // An answer may ask for no wait at all, after which the same request would only be refused again.
    const wait = Math.max(asked ?? 0, FIRST_BACKOFF * 2 ** (attempt - 1) * (0.5 + this.#options.random.fraction() / 2));
    return wait > LONGEST_PAUSE ? undefined : wait;
  }

  #pauseFor(ms: number, now: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(ms, LONGEST_PAUSE));
  }

  async #pause(): Promise<void> {
    const wait = this.#pausedUntil - this.#options.clock.now();
    if (wait > 0) await this.#options.clock.sleep(wait);
  }
}

type Outcome = { readonly json: object; readonly answer: HttpAnswer } | { readonly error: Error; readonly answer: HttpAnswer | undefined };

/** An answer that is not a JSON object was cut off, or comes from something between Muster and Azure: it never counts as empty. */
function readAnswer(api: AzureApi, { status, text }: HttpAnswer): { readonly json: object } | { readonly error: AzureError } {
  const body = parsed(text);
  if (status === 204 && text === '') return { json: {} };
  if (status !== 200) return { error: refusalIn(api, status, body) };
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { json: body };
  return { error: new AzureError(api, 'BadAnswer', 'The answer is not a whole JSON object.', { status }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
