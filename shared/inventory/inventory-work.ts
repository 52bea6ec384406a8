/** The inventory of one account, as a task does it: log in, work out the slices, run them. */
import { CloudError } from '../clouds/cloud-error.ts';
import type { Cloud, CloudSession } from '../clouds/cloud.ts';
import type { AccountFacts } from '../connections/account-repository.ts';
import type { ConnectionDirectory } from '../connections/connection-repository.ts';
import { type Provider, providerOf } from '../ids.ts';
import { type AccountWork, lastRun, type WorkContext, type WorkDone, type WorkFailed } from '../jobs/account-work.ts';
import type { TaskRow } from '../jobs/model.ts';
import { summarize } from '../jobs/task-progress.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../storage/store.ts';
import { Fetcher } from './fetcher.ts';
import { Repository } from './repository.ts';
import type { SliceOutcome } from './model.ts';
import { ResourceManager, type RunResult } from './resource-manager.ts';
import { planSlices, type SlicePlanDeps, typesOf } from './slice-plan.ts';

export interface InventoryWorkDeps extends SlicePlanDeps {
  readonly store: Store;
  readonly clouds: Readonly<Partial<Record<Provider, Cloud>>>;
  readonly connections: ConnectionDirectory;
  readonly sliceConcurrency: number;
  readonly writeConcurrency: number;
  readonly metrics: Metrics;
}

export class InventoryWork implements AccountWork {
  readonly operation = 'inventory';
  readonly #deps: InventoryWorkDeps;

  constructor(deps: InventoryWorkDeps) {
    this.#deps = deps;
  }

  async run(context: WorkContext): Promise<WorkDone | WorkFailed> {
    let session: CloudSession;
    try {
      session = await this.#open(context);
    } catch (error) {
      if (error instanceof CloudError) return { failure: error, api_calls: 0 };
      throw error;
    }
    const result = await this.#read(session, context);
    if (result instanceof CloudError) return { failure: result, api_calls: session.apiCalls() };
    this.#count(result, session.apiCalls());
    return {
      ...summarize(context.task, result, session.apiCalls(), context.lastTry),
      ...(result.stopped && { stopped: result.stopped }),
      found: { resource_counts: result.resource_counts },
    };
  }

  told(end: Pick<TaskRow, 'job_id' | 'status' | 'error'>, at: string): AccountFacts {
    const status = end.status === 'completed' ? 'ok' : end.status === 'partial' ? 'partial' : 'failed';
    return { status, last_inventory: lastRun(end, at) };
  }

  #count({ reports }: RunResult, apiCalls: number): void {
    const { metrics } = this.#deps;
    const sum = { ResourcesRead: 0, ResourcesChanged: 0, ResourcesDeleted: 0 };
    const outcomes = new Map<SliceOutcome, number>();
    for (const { outcome, counts } of reports) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      sum.ResourcesRead += counts.resources;
      sum.ResourcesChanged += counts.added + counts.updated + counts.restored;
      sum.ResourcesDeleted += counts.deleted;
    }
    metrics.count('inventory', {}, { ...sum, CloudApiCalls: apiCalls });
    for (const [outcome, slices] of outcomes) metrics.count('slice', { outcome }, { SlicesRead: slices });
  }

  /** The session is closed before anything else happens: the account's lease, which ends next, must outlive it. */
  async #read(session: CloudSession, { job, task, lease, stop }: WorkContext): Promise<RunResult | CloudError> {
    const { account_id, job_id } = task;
    const repository = new Repository(this.#deps.store, { account_id, job_id, observed_at: lease.observed_at });
    const manager = new ResourceManager({ fetcher: new Fetcher(session), repository });
    const { sliceConcurrency, writeConcurrency } = this.#deps;
    try {
      const slices = await planSlices(job, task, session, this.#deps);
      return await manager.run(slices, lease.observed_at, { sliceConcurrency, writeConcurrency, stop });
    } catch (error) {
      if (error instanceof CloudError) return error;
      throw error;
    } finally {
      session.close();
    }
  }

  async #open({ account, job, lease: { idle_ms } }: WorkContext): Promise<CloudSession> {
    const cloud = this.#deps.clouds[providerOf(account.account_id)];
    const connection = await this.#deps.connections.get(account.connection_id);
    if (!cloud || !connection) {
      throw new CloudError(
        cloud
          ? `The account ${account.account_id} names the connection ${account.connection_id}, which does not exist; add it again.`
          : `Muster cannot read ${providerOf(account.account_id)} accounts yet.`,
        { class: 'invalid', error_code: cloud ? 'UnknownConnection' : 'UnknownProvider' },
      );
    }
    return await cloud.open(account, connection, idle_ms, typesOf(job, account.account_id, this.#deps.types));
  }
}
