/** A client that uses the platform through its HTTP API only. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StartedJob } from '../../../shared/jobs/job-api.ts';
import type { JobRequest } from '../../../shared/jobs/job-request.ts';
import { isEnded, type JobRow, type TaskRow } from '../../../shared/jobs/model.ts';
import type { Totals } from '../../../shared/operations.ts';
import type { DemoAccount } from '../../../shared/clouds/demo/demo-account.ts';
import { eventually } from './eventually.ts';

export interface Resource {
  readonly resource_uid: string;
  readonly service: string;
  readonly version: number;
  readonly is_last: 0 | 1;
}

const THROTTLED_MS = 250;
const ASKED_BEFORE_POLL = 20;

export class Api {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Sends a request, and repeats it while the stage throttles. @throws Error for every other response that is not a success */
  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (;;) {
      const answer = await this.request(method, path, body);
      if (answer.ok) return (await answer.json()) as T;
      const text = await answer.text();
      if (answer.status !== 429) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
      await sleep(THROTTLED_MS);
    }
  }

  /** Sends a request and returns its response, also a refusal. */
  async request(method: string, path: string, body?: unknown): Promise<Response> {
    return await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  }

  async register(accounts: readonly DemoAccount[]): Promise<void> {
    await this.send('POST', '/accounts', { accounts });
  }

  async start(request: Partial<JobRequest> = {}): Promise<StartedJob> {
    return await this.send('POST', '/jobs', { operation: 'inventory', ...request });
  }

  async job(jobId: string): Promise<JobRow<Totals>> {
    return await this.send('GET', `/jobs/${jobId}`);
  }

  async jobs(): Promise<readonly JobRow<Totals>[]> {
    return await this.#all('/jobs');
  }

  async tasks(jobId: string): Promise<readonly TaskRow<Totals>[]> {
    return await this.#all(`/jobs/${jobId}/accounts`);
  }

  async resources(): Promise<readonly Resource[]> {
    return await this.#all('/resources');
  }

  /** Waits for the job's end and runs the poller meanwhile, so that the test need not wait for its schedule of one minute. */
  async ended(jobId: string): Promise<JobRow<Totals>> {
    let last: JobRow | undefined;
    let asked = 0;
    return await eventually(
      `the job ${jobId} to end`,
      async () => {
        last = await this.job(jobId);
        if (isEnded(last.status)) return last;
        asked += 1;
        if (asked % ASKED_BEFORE_POLL === 0) await this.#poll();
        return undefined;
      },
      () => last,
    );
  }

  /** Resolves when this many accounts of the job have ended, or the job itself has. */
  async reached(jobId: string, accounts: number): Promise<JobRow<Totals>> {
    let last: JobRow | undefined;
    return await eventually(
      `the job ${jobId} to be done with ${accounts} accounts`,
      async () => {
        last = await this.job(jobId);
        return isEnded(last.status) || last.completed + last.partial + last.failed >= accounts ? last : undefined;
      },
      () => last,
    );
  }

  async #poll(): Promise<void> {
    const answer = await this.request('POST', '/2015-03-31/functions/Poller/invocations', {});
    if (answer.headers.has('x-amz-function-error')) throw new Error(`The poller failed: ${await answer.text()}`);
  }

  async #all<T>(path: string): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: '500', ...(cursor === undefined ? {} : { cursor }) });
      const page = await this.send<{ readonly items: readonly T[]; readonly next_cursor?: string }>('GET', `${path}?${query.toString()}`);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    return items;
  }
}
