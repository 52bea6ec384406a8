/** A client for the calls of the platform's HTTP API that `npm start` makes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../shared/clouds/connection.ts';
import type { SyncRequest } from '../../shared/connections/sync-accounts.ts';
import type { JobRequest } from '../../shared/jobs/job-request.ts';
import type { StartedJob } from '../../shared/jobs/job-api.ts';
import type { JobRow } from '../../shared/jobs/model.ts';
import type { ApiAccess } from './api-access.ts';
import { UserError } from './user-error.ts';

export interface NewAccount {
  readonly account_id: string;
  readonly name: string;
  readonly organizational_unit?: string;
  /** The deployment's own connection if absent. */
  readonly connection_id?: string;
}

/** The most accounts that one request takes. */
const ACCOUNTS_AT_ONCE = 1000;
const THROTTLED_MS = 500;
const CONFLICT = 409;

export class ApiClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, headers }: ApiAccess) {
    this.#url = url;
    this.#headers = headers;
  }

  async hasAccounts(): Promise<boolean> {
    const { items } = await this.#send<{ readonly items: readonly unknown[] }>('GET', '/accounts?limit=1');
    return items.length > 0;
  }

  /** A connection that exists already is left as it is. */
  async addConnection({ connection_id, provider, settings }: Connection): Promise<void> {
    await this.request('POST', '/connections', { connection_id, provider, settings }, [CONFLICT]);
  }

  async addAccounts(accounts: readonly NewAccount[]): Promise<void> {
    for (let start = 0; start < accounts.length; start += ACCOUNTS_AT_ONCE) {
      await this.#send('POST', '/accounts', { accounts: accounts.slice(start, start + ACCOUNTS_AT_ONCE) });
    }
  }

  /** Brings the registered accounts in line with what the connections see. One that takes longer than the API waits goes on. */
  async syncAccounts(request: SyncRequest): Promise<void> {
    await this.#send('POST', '/accounts/sync', request);
  }

  startJob(request: JobRequest): Promise<StartedJob> {
    return this.#send('POST', '/jobs', request);
  }

  job(jobId: string): Promise<JobRow> {
    return this.#send('GET', `/jobs/${jobId}`);
  }

  /** Sends a request of the user's API. Undefined if it is refused with one of the `expected` statuses. @throws UserError for other refusals */
  async request<T>(method: string, path: string, body?: unknown, expected: readonly number[] = []): Promise<T | undefined> {
    const options = {
      method,
      headers: { ...this.#headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    let response = await fetch(this.#url + path, options);
    // A throttled request has had no effect, so it may be repeated; the requests of other clients must not end this session.
    while (response.status === 429) {
      await response.body?.cancel();
      await sleep(THROTTLED_MS);
      response = await fetch(this.#url + path, options);
    }
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as T;
    if (expected.includes(response.status)) return undefined;
    throw new UserError(`${method} ${path} answered ${response.status}: ${detailOf(text)}`);
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    // Without expected refusals, every answer is one of success.
    return (await this.request<T>(method, path, body)) as T;
  }
}

/** The reason for a refusal: Muster's API gives it in `detail`, API Gateway in `message`. */
function detailOf(text: string): string {
  try {
    const { detail, message } = JSON.parse(text) as { readonly detail?: string; readonly message?: string };
    return detail ?? message ?? text;
  } catch {
    return text.slice(0, 500);
  }
}
