/** Client of Muster's HTTP API. Commands that need the platform use nothing else. */
import { z } from 'zod';
import { listValue } from '../../shared/validation/lists.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { reasonOf } from './fetch-failure.ts';
import { inCommands } from './in-commands.ts';
import { type Door, doorOf } from './login/door.ts';

export const DEFAULT_API = 'http://127.0.0.1:4000';

export interface ApiClientOptions {
  /** The API's base URL, which ends with a slash. */
  readonly url: URL;
  readonly env: NodeJS.ProcessEnv;
  readonly sleep: (ms: number) => Promise<void>;
  /** Rewords a message of the API for the user of a command. */
  readonly reworded: (detail: string) => string;
}

/** A list is sent value by value. A parameter that takes a list must get one: a comma in a single text divides it. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly query?: Query;
  /** Request body; it is sent as JSON. */
  readonly body?: unknown;
  /** Request body in YAML, sent unchanged instead of `body`. */
  readonly yaml?: string;
}

const page = z.looseObject({ items: z.array(z.unknown()), next_cursor: z.string().optional(), unread_tags: z.number().optional() });
const problem = z.looseObject({
  type: z.string().optional(),
  detail: z.string(),
  allowed: z.array(z.string()).optional(),
  errors: z.array(z.looseObject({ detail: z.string() })).optional(),
});

/** The exit codes of problems that are no refusal, by their type. */
const EXIT_OF_PROBLEM: Readonly<Record<string, number>> = { 'urn:muster:problem:bad-export': EXIT.badExport };

/** A segment of a path that a URL resolves instead of keeping it. */
const DOTS = /^(?:\.|%2e){1,2}$/i;

/** The API answered with a problem document: it understood the request and refused it. */
export class ApiRefusal extends CommandError {
  readonly status: number;

  constructor(message: string, exitCode: number, status: number, others: readonly string[] = []) {
    super(message, exitCode, { others });
    this.name = 'ApiRefusal';
    this.status = status;
  }
}

/** How many times a throttled GET is sent before its refusal counts; other methods are sent once. */
const ATTEMPTS = 4;
const MAX_RETRY_AFTER_SECONDS = 10;
const MAX_PAGE = 500;

export class ApiClient {
  readonly #base: URL;
  readonly #door: Door;
  readonly #sleep: ApiClientOptions['sleep'];
  readonly #reworded: ApiClientOptions['reworded'];

  /** @throws CommandError if requests to the URL cannot be signed, or the login cannot be read */
  constructor({ url, env, sleep, reworded }: ApiClientOptions) {
    this.#base = url;
    this.#door = doorOf(url, env);
    this.#sleep = sleep;
    this.#reworded = reworded;
  }

  /** Sends one request and returns the parsed answer. `path` is relative and percent-encoded: `jobs/inv-1`. @throws CommandError */
  async call<T>(path: string, { method = 'GET', query = {}, body, yaml }: Call = {}): Promise<T> {
    const nameless = path.split('/').find((segment) => segment === '' || DOTS.test(segment));
    // A URL takes dots for the folder itself or the one above, whichever way they are encoded: the request would go somewhere else.
    if (nameless !== undefined)
      throw new CommandError(`Nothing is called "${nameless}"; write the id or name of what you mean.`, EXIT.refused);
    const url = new URL(path, this.#door.base);
    for (const [name, value] of Object.entries(query)) {
      if (typeof value === 'object') for (const each of value) url.searchParams.append(name, listValue(each));
      else if (value !== undefined) url.searchParams.append(name, String(value));
    }
    const json = body === undefined ? undefined : { type: 'application/json', text: JSON.stringify(body) };
    const payload = yaml === undefined ? json : { type: 'application/yaml', text: yaml };
    for (let attempt = 1; ; attempt++) {
      const response = await this.#send(method, url, payload);
      // An answer without a body is `undefined`, which its caller's `T` allows.
      if (response.ok) return (response.status === 204 ? undefined : await this.#json(response)) as T;
      const isThrottled = response.status === 429 || response.status === 503;
      if (!isThrottled || method !== 'GET' || attempt === ATTEMPTS) throw await this.#refusal(response);
      await response.body?.cancel();
      await this.#sleep(Math.min(Number(response.headers.get('retry-after')) || 1, MAX_RETRY_AFTER_SECONDS) * 1000);
    }
  }

  /**
   * Reads a listing page by page and yields at most `limit` items. `told` is called after the last page that was read if items were left out
   * because the tags of their resources could not be read, with their number.
   */
  async *list<T>(path: string, query: Query = {}, limit = Infinity, told?: (unreadTags: number) => void): AsyncGenerator<T> {
    let unreadTags = 0;
    let left = limit;
    let cursor: string | undefined;
    do {
      const answer = page.parse(await this.call(path, { query: { ...query, limit: Math.min(left, MAX_PAGE), cursor } }));
      for (const item of answer.items.slice(0, left)) yield item as T;
      left -= answer.items.length;
      cursor = answer.next_cursor;
      unreadTags += answer.unread_tags ?? 0;
    } while (cursor !== undefined && left > 0);
    if (unreadTags > 0) told?.(unreadTags);
  }

  async #send(method: string, url: URL, payload: { readonly type: string; readonly text: string } | undefined): Promise<Response> {
    const body = payload?.text;
    const headers = { accept: 'application/json', ...(payload && { 'content-type': payload.type }) };
    const { host: _, ...signed } = { host: '', ...(await this.#door.sign({ method, url, headers, body })) };
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
      throw new CommandError(
        `${this.#base.origin} is not the Muster API: its answer is not JSON. Name the API with --api URL.`,
        EXIT.failed,
        {
          cause: error,
        },
      );
    }
  }

  async #refusal(response: Response): Promise<CommandError> {
    const parsed = problem.safeParse(await response.json().catch(() => undefined));
    if (response.status === 401) return new CommandError(this.#unknownCaller(response, parsed.data?.detail), EXIT.notLoggedIn);
    const exitCode = EXIT_OF_PROBLEM[parsed.data?.type ?? ''] ?? (response.status < 500 ? EXIT.refused : EXIT.failed);
    if (parsed.success) {
      const { allowed = [], errors = [] } = parsed.data;
      // The detail is the first of them, and how many others there are.
      if (errors.length > 1) {
        const [first = '', ...others] = errors.map((each) => this.#reworded(inCommands(each.detail)));
        return new ApiRefusal(first, exitCode, response.status, others);
      }
      const detail = this.#reworded(inCommands(parsed.data.detail));
      // Some messages name all that is allowed, or the first of them.
      const isNamed = allowed.length === 0 || allowed.some((name) => detail.includes(name));
      return new ApiRefusal(!isNamed ? `${detail} Allowed: ${allowed.join(', ')}.` : detail, exitCode, response.status);
    }
    const hint =
      response.status === 403 && !this.#door.isLogin ? '; check that these AWS credentials may call execute-api:Invoke on it' : '';
    return new CommandError(`${this.#base.origin} answered ${response.status} ${response.statusText}${hint}.`, exitCode);
  }

  /** API Gateway answers before the API does, and gives its reason in a header. */
  #unknownCaller(response: Response, detail: string | undefined): string {
    const reason = detail ?? challengeOf(response) ?? 'it says no reason';
    const { origin } = this.#base;
    if (this.#door.isLogin) return `${origin} refuses your login (${reason.replace(/\.$/, '')}); log in again with "muster login".`;
    return detail ?? `${origin} does not know who you are (${reason.replace(/\.$/, '')}); log in with "muster login".`;
  }
}

/** The reason in a challenge: https://www.rfc-editor.org/rfc/rfc6750#section-3 */
const challengeOf = (response: Response): string | undefined =>
  /error_description="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
