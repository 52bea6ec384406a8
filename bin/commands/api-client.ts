/** The only way from the commands to Muster: its HTTP API. */
import { z } from 'zod';
import { CommandError, EXIT } from './exit-codes.ts';
import { isLoopback, signerFor, type Sign } from './signing.ts';

export const DEFAULT_API = 'http://127.0.0.1:4000';

export interface ApiClientOptions {
  /** As the user gave it. */
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly sleep: (ms: number) => Promise<void>;
}

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly yaml?: string;
}

const page = z.looseObject({ items: z.array(z.unknown()), next_cursor: z.string().optional() });
const problem = z.looseObject({ type: z.string().optional(), detail: z.string(), allowed: z.array(z.string()).optional() });

/** The exit codes of problems that are no refusal, by their type. */
const EXIT_OF_PROBLEM: Readonly<Record<string, number>> = { 'urn:muster:problem:bad-export': EXIT.badExport };

/** The API understood the request and did not do it. */
export class ApiRefusal extends CommandError {
  readonly status: number;

  constructor(message: string, exitCode: number, status: number) {
    super(message, exitCode);
    this.name = 'ApiRefusal';
    this.status = status;
  }
}

/** Reads that are throttled are tried again so often. */
const ATTEMPTS = 4;
const MAX_RETRY_AFTER_SECONDS = 10;
const MAX_PAGE = 500;

export class ApiClient {
  readonly #base: URL;
  readonly #sign: Sign;
  readonly #sleep: ApiClientOptions['sleep'];

  /** @throws CommandError if the URL is none, or nothing can be signed for it */
  constructor({ url, env, sleep }: ApiClientOptions) {
    const base = URL.parse(url.endsWith('/') ? url : `${url}/`);
    if (!base || !/^https?:$/.test(base.protocol)) {
      throw new CommandError(`${JSON.stringify(url)} is not the URL of an API; write it like ${DEFAULT_API}.`, EXIT.refused);
    }
    this.#base = base;
    this.#sign = signerFor(base, env);
    this.#sleep = sleep;
  }

  /** False for the API on this machine: it is not told who asks. */
  get isSigned(): boolean {
    return !isLoopback(this.#base);
  }

  /** `path` is relative and encoded: `jobs/inv-1`. @throws CommandError */
  async call<T>(path: string, { method = 'GET', query = {}, body, yaml }: Call = {}): Promise<T> {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      for (const each of value === undefined ? [] : [value].flat()) url.searchParams.append(name, String(each));
    }
    const json = body === undefined ? undefined : { type: 'application/json', text: JSON.stringify(body) };
    const payload = yaml === undefined ? json : { type: 'application/yaml', text: yaml };
    for (let attempt = 1; ; attempt++) {
      const response = await this.#send(method, url, payload);
      if (response.ok) return (await this.#json(response)) as T;
      const isThrottled = response.status === 429 || response.status === 503;
      if (!isThrottled || method !== 'GET' || attempt === ATTEMPTS) throw await this.#refusal(response);
      await response.body?.cancel();
      await this.#sleep(Math.min(Number(response.headers.get('retry-after')) || 1, MAX_RETRY_AFTER_SECONDS) * 1000);
    }
  }

  /** Items of a listing, page after page, at most `limit`. */
  async *list<T>(path: string, query: Query = {}, limit = Infinity): AsyncGenerator<T> {
    let left = limit;
    let cursor: string | undefined;
    do {
      const answer = page.parse(await this.call(path, { query: { ...query, limit: Math.min(left, MAX_PAGE), cursor } }));
      for (const item of answer.items.slice(0, left)) yield item as T;
      left -= answer.items.length;
      cursor = answer.next_cursor;
    } while (cursor !== undefined && left > 0);
  }

  async #send(method: string, url: URL, payload: { readonly type: string; readonly text: string } | undefined): Promise<Response> {
    const body = payload?.text;
    const headers = { accept: 'application/json', ...(payload && { 'content-type': payload.type }) };
    const { host: _, ...signed } = { host: '', ...(await this.#sign({ method, url, headers, body })) };
    try {
      return await fetch(url, { method, headers: signed, ...(body === undefined ? {} : { body }), redirect: 'error' });
    } catch (error) {
      throw new CommandError(
        `Cannot reach the Muster API at ${this.#base.origin} (${reasonOf(error)}): start it with "npm start", or name another with --api URL.`,
        EXIT.unreachable,
        { cause: error },
      );
    }
  }

  async #json(response: Response): Promise<unknown> {
    try {
      return await response.json();
    } catch (error) {
      throw new CommandError(`What answers at ${this.#base.origin} is not the Muster API: its answer is not JSON.`, EXIT.failed, {
        cause: error,
      });
    }
  }

  async #refusal(response: Response): Promise<CommandError> {
    const told = problem.safeParse(await response.json().catch(() => undefined));
    const exitCode = EXIT_OF_PROBLEM[told.data?.type ?? ''] ?? (response.status < 500 ? EXIT.refused : EXIT.failed);
    if (told.success) {
      const { allowed = [] } = told.data;
      const detail = inCommands(told.data.detail);
      const untold = allowed.filter((name) => !detail.includes(name));
      return new ApiRefusal(untold.length > 0 ? `${detail} Allowed: ${allowed.join(', ')}.` : detail, exitCode, response.status);
    }
    const hint = response.status === 403 ? '; check that these AWS credentials may call execute-api:Invoke on it' : '';
    return new CommandError(`${this.#base.origin} answered ${response.status} ${response.statusText}${hint}.`, exitCode);
  }
}

/** The API names its routes; who types commands is told the command. */
const inCommands = (detail: string): string =>
  detail.replaceAll(/\bGET \/(accounts|exports|findings|frameworks|jobs|policies|resources|suppressions) lists/g, '"muster $1 list" lists');

/** fetch says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { readonly message?: string; readonly cause?: { readonly code?: string; readonly message?: string } };
  return cause?.code ?? cause?.message ?? message ?? 'for an unknown reason';
}
