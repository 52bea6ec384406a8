/** A client that uses the platform through its HTTP API only. */
import { setTimeout as sleep } from 'node:timers/promises';

const JOB_MS = 600_000;

export interface Resource {
  readonly resource_uid: string;
  readonly account_id: string;
  readonly type: string;
  readonly region: string;
  readonly resource_id: string;
  readonly name: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly config: Readonly<Record<string, unknown>>;
  readonly unread: Readonly<Record<string, { readonly error_code?: string }>>;
  readonly version: number;
  readonly is_last: 0 | 1;
}

export interface Change {
  readonly op: string;
  readonly version: number;
  readonly patch: readonly { readonly op: string; readonly path: string; readonly value?: unknown }[];
}

export interface Job {
  readonly job_id: string;
  readonly status: string;
  readonly totals?: {
    readonly inventory?: { readonly counts: Readonly<Record<string, number>>; readonly slices: Readonly<Record<string, number>> };
  };
}

export class PlatformClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async runJob(request: object): Promise<Job> {
    const { job_id } = await this.send<{ job_id: string }>('POST', '/jobs', request);
    const until = Date.now() + JOB_MS;
    while (Date.now() < until) {
      const job = await this.send<Job>('GET', `/jobs/${job_id}`);
      if (job.status !== 'queued' && job.status !== 'in_progress') return job;
      await sleep(200);
    }
    throw new Error(`the job ${job_id} did not end`);
  }

  async resources(filter: Readonly<Record<string, string>>): Promise<readonly Resource[]> {
    return await this.#all<Resource>('/resources', { limit: '500', ...filter });
  }

  async resource(uid: string): Promise<Resource> {
    return await this.send<Resource>('GET', `/resources/${encodeURIComponent(uid)}`);
  }

  async changes(uid: string): Promise<readonly Change[]> {
    return await this.#all<Change>(`/resources/${encodeURIComponent(uid)}/changes`, {});
  }

  /** The slices of the account, with the outcome of its newest inventory. */
  async coverage(accountId: string): Promise<readonly { readonly type: string; readonly segment: string; readonly outcome?: string }[]> {
    return await this.#all('/coverage', { account_id: accountId, limit: '500' });
  }

  async #all<T>(path: string, query: Readonly<Record<string, string>>): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const parameters = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
      const page = await this.send<{ items: T[]; next_cursor?: string }>('GET', `${path}?${parameters.toString()}`);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    return items;
  }
}
