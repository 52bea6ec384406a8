/** Runs the functions as `lambdas/` wires them, without faults, in virtual time, and meters them. */
import { agentOf } from '../support/agent-of.ts';
import { AccountDirectory } from '../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../shared/connections/connection-repository.ts';
import type { Queues, JobRow, TaskRow } from '../../shared/jobs/model.ts';
import { cancelJob } from '../../shared/jobs/cancel-job.ts';
import type { StartedJob } from '../../shared/jobs/job-api.ts';
import type { JobRequest } from '../../shared/jobs/job-request.ts';
import { InventoryWork } from '../../shared/inventory/inventory-work.ts';
import { OPERATIONS } from '../../shared/operations.ts';
import { NO_SPANS } from '../../shared/observability/spans.ts';
import { NO_METRICS } from '../support/fakes.ts';
import { pollJobs } from '../../shared/jobs/poll-jobs.ts';
import { startJob } from '../../shared/jobs/start-job.ts';
import { consumeTasks } from '../../shared/platform/consume-tasks.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import type { Clock } from '../../shared/seams.ts';
import type { Item } from '../../shared/storage/store.ts';
import type { TableName } from '../../shared/storage/schema.ts';
import { MemoryQueue, type ReceivedMessage } from '../support/memory-queue.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { Chance } from '../simulation/chance.ts';
import { Faults } from '../simulation/faults.ts';
import { type End, Invocation, type Surroundings } from '../simulation/invocation.ts';
import { Scheduler } from '../simulation/scheduler.ts';
import type { CloudAt } from './clouds.ts';
import { storedBytes } from '../../shared/storage/stored-form.ts';
import { EventSource, MeteredQueue } from './metered-queue.ts';
import { MeteredStore, type Tables } from './metered-store.ts';
import { DEFAULT_DEADLINE_HOURS, type FunctionName, FUNCTIONS, POLL_INTERVAL_MS, REGIONS, VISIBILITY_SECONDS } from './model.ts';
import { PartitionLimits } from './partition-limits.ts';
import { addUsage, noUsage, type Usage } from './usage.ts';
import { MemoryCheckpoints } from '../support/memory-checkpoints.ts';
import { silentOutbox } from '../support/memory-publisher.ts';
import { type Outbox } from '../../shared/events/outbox.ts';

const START = Date.parse('2026-11-21T02:00:00.000Z');
const MAX_RECEIVES = 5;
/** As in `lambdas/inventory-worker.ts`. */
/** That of the figures in docs/scale.md; the worker reads more slices at a time since. */
const SLICE_CONCURRENCY = 8;
const WRITE_CONCURRENCY = 8;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface ScalePlatformOptions {
  readonly workers: number;
  readonly cloud: CloudAt;
  readonly types: readonly ResourceType[];
  /** The bytes that a finished task's row is counted with, if the simulated row is smaller than a real one. */
  readonly taskBytes?: number;
  readonly seed: number;
  /** An empty store to use; if absent, the platform makes one. */
  readonly rows?: MemoryStore;
}

/** The writes to one row: all of them, and the most within one second. */
export interface HotRow {
  writes: number;
  peak_per_second: number;
  second: number;
  in_second: number;
}

interface Connections {
  readonly store: MeteredStore;
  readonly outbox: Outbox;
  readonly queue: MeteredQueue;
  readonly queues: Queues;
  readonly clock: Clock;
}

export class ScalePlatform {
  readonly scheduler = new Scheduler(START);
  readonly rows: MemoryStore;
  readonly usage: Readonly<Record<FunctionName, Usage>> = {
    'job-handler': noUsage(),
    worker: noUsage(),
    poller: noUsage(),
    api: noUsage(),
  };
  readonly polls: Usage[] = [];
  readonly jobRows = new Map<string, HotRow>();
  readonly source: EventSource;
  peakHeapBytes = 0;
  readonly #queue: MemoryQueue;
  readonly #tables: Tables;
  readonly #surroundings: Surroundings;
  readonly #options: ScalePlatformOptions;
  #cloud: CloudAt;
  #running = 0;

  constructor(options: ScalePlatformOptions) {
    const chance = new Chance(options.seed);
    const faults = new Faults(chance);
    faults.on = false;
    this.#options = options;
    this.rows = options.rows ?? new MemoryStore();
    this.#cloud = options.cloud;
    this.#surroundings = { scheduler: this.scheduler, chance, faults, trace: () => undefined };
    this.#tables = {
      rows: this.rows,
      limits: new PartitionLimits(),
      bytesOf: (table, row) => bytesOf(table, row, options.taskBytes),
      onWrite: (table, row, units) => {
        if (table === 'jobs') this.#noteJobWrite(String(row['job_id']), units);
      },
    };
    this.#queue = new MemoryQueue({
      clock: this.scheduler,
      visibilitySeconds: VISIBILITY_SECONDS,
      maxReceiveCount: MAX_RECEIVES,
      deadLetters: new MemoryQueue({ clock: this.scheduler, visibilitySeconds: 360 }),
    });
    this.source = new EventSource(this.#queue, options.workers, this.scheduler, async (messages) => await this.#runWorker(messages));
  }

  /** Sets how the cloud answers from now on. */
  set cloud(cloud: CloudAt) {
    this.#cloud = cloud;
  }

  now(): number {
    return this.scheduler.now() - START;
  }

  async register(accountIds: readonly string[]): Promise<void> {
    const created_at = new Date(START).toISOString();
    await this.rows.put('connections', {
      connection_id: 'aws',
      provider: 'aws',
      name: 'This deployment',
      settings: { role_name: 'MusterReadRole' },
      created_at,
    });
    for (const account_id of accountIds) {
      const account = {
        account_id,
        connection_id: 'aws',
        name: `workload-${account_id.slice(-6)}`,
        enabled: true,
        status: 'never_run',
        created_at,
      };
      await this.rows.put('accounts', account);
    }
  }

  async startJob(request: JobRequest): Promise<{ readonly end: End<StartedJob>; readonly usage: Usage }> {
    return await this.#invoke('job-handler', async ({ store, queues, clock }, invocation) => {
      const { random } = invocation;
      const enqueueUntil = invocation.deadlineByClock();
      return await startJob(request, {
        operations: OPERATIONS,
        store,
        queues,
        clock,
        random,
        accounts: new AccountDirectory(store),
        log: QUIET,
        fullSelector: (written) => Promise.resolve(written),
        services: ['aws.ec2'],
        regions: REGIONS,
        deadlineHours: DEFAULT_DEADLINE_HOURS,
        enqueueUntil,
      });
    });
  }

  async poll(): Promise<End<void>> {
    const { end, usage } = await this.#invoke('poller', async (deps, invocation) => {
      await pollJobs({
        operations: OPERATIONS,
        ...deps,
        starter: NO_FOLLOW_UPS,
        log: QUIET,
        metrics: NO_METRICS,
        until: invocation.deadlineByClock(),
      });
    });
    this.polls.push(usage);
    return end;
  }

  pollEveryMinute(whileTrue: () => boolean): void {
    this.scheduler.after(POLL_INTERVAL_MS, () => {
      this.peakHeapBytes = Math.max(this.peakHeapBytes, process.memoryUsage().heapUsed);
      if (!whileTrue()) return;
      void this.poll();
      this.pollEveryMinute(whileTrue);
    });
  }

  /** Cancels a job as the API does, within `forMs` milliseconds. */
  async cancel(jobId: string, forMs: number): Promise<{ readonly end: End<JobRow>; readonly usage: Usage }> {
    return await this.#invoke('api', async (deps) => {
      return await cancelJob(jobId, {
        operations: OPERATIONS,
        ...deps,
        starter: NO_FOLLOW_UPS,
        log: QUIET,
        metrics: NO_METRICS,
        until: deps.clock.now() + forMs,
      });
    });
  }

  async sleep(ms: number): Promise<void> {
    let over = false;
    this.scheduler.after(ms, () => (over = true));
    await this.scheduler.until(() => over);
  }

  /** Lets time pass until `work` is done. */
  async through<T>(work: Promise<T>): Promise<T> {
    let done = false;
    void work.finally(() => (done = true));
    await this.scheduler.until(() => done);
    return await work;
  }

  /** Lets time pass until nothing runs or waits. */
  async untilIdle(): Promise<void> {
    for (;;) {
      const { visible, in_flight, delayed } = await this.#queue.depth();
      if (this.#running + visible + in_flight + delayed + this.openJobs() === 0) return;
      await this.sleep(5_000);
    }
  }

  jobs(): readonly JobRow[] {
    return (this.rows.rows('jobs') as readonly unknown[] as readonly JobRow[]).filter((job) => job.listed === 'job');
  }

  openJobs(): number {
    return this.jobs().filter((job) => job.open === '1').length;
  }

  tasks(): readonly TaskRow[] {
    return (this.rows.rows('job_tasks') as readonly unknown[] as readonly TaskRow[]).filter((task) => 'attempt' in task);
  }

  /** Returns the messages that are done. */
  async #runWorker(messages: readonly ReceivedMessage[]): Promise<readonly ReceivedMessage[]> {
    const records = messages.map(({ message_id, receipt, body, receive_count }) => ({
      messageId: message_id,
      receiptHandle: receipt,
      body,
      attributes: { ApproximateReceiveCount: String(receive_count) },
    }));
    const { end } = await this.#invoke('worker', async (deps, invocation) => {
      return await consumeTasks({ Records: records } as unknown as Parameters<typeof consumeTasks>[0], invocation.deadlineByClock(), {
        operations: OPERATIONS,
        ...deps,
        starter: NO_FOLLOW_UPS,
        random: invocation.random,
        log: QUIET,
        metrics: NO_METRICS,
        spans: NO_SPANS,
        maxReceiveCount: MAX_RECEIVES,
        accounts: new AccountDirectory(deps.store),
        work: new InventoryWork({
          store: deps.store,
          outbox: deps.outbox,
          agent: agentOf(this.#cloud(deps.clock), new ConnectionDirectory(deps.store)),
          checkpoints: new MemoryCheckpoints(),
          details: () => Promise.resolve({}),
          types: this.#options.types,
          regions: '*',
          rhythm: 'nightly',
          alwaysRead: new Set(),
          sliceConcurrency: SLICE_CONCURRENCY,
          writeConcurrency: WRITE_CONCURRENCY,
          metrics: NO_METRICS,
        }),
      });
    });
    if (end.kind !== 'returned') return [];
    const failed = new Set(end.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return messages.filter(({ message_id }) => !failed.has(message_id));
  }

  async #invoke<T>(name: FunctionName, work: (deps: Connections, invocation: Invocation) => Promise<T>) {
    const { memory_mb, timeout_s } = FUNCTIONS[name];
    const invocation = new Invocation(name, timeout_s * 1000, this.#surroundings);
    const usage = noUsage();
    const { clock, random } = invocation;
    const store = new MeteredStore(this.#tables, { clock, random, usage, memory_mb });
    const queue = new MeteredQueue(this.#queue, clock, usage, () => {
      this.source.pump();
    });
    this.#running += 1;
    const end = await invocation.run(() =>
      work({ store, outbox: silentOutbox(store), queue, queues: { inventory: queue, scan: queue, export: queue }, clock }, invocation),
    );
    this.#running -= 1;
    usage.invocations = 1;
    usage.failures = end.kind === 'returned' ? 0 : 1;
    usage.busy_ms = this.scheduler.now() - invocation.startedAt;
    usage.longest_ms = usage.busy_ms;
    addUsage(this.usage[name], usage);
    return { end, usage };
  }

  #noteJobWrite(jobId: string, units: number): void {
    const row = this.jobRows.get(jobId) ?? { writes: 0, peak_per_second: 0, second: 0, in_second: 0 };
    const second = Math.floor(this.scheduler.now() / 1000);
    row.in_second = second === row.second ? row.in_second + units : units;
    row.second = second;
    row.writes += 1;
    row.peak_per_second = Math.max(row.peak_per_second, row.in_second);
    this.jobRows.set(jobId, row);
  }
}

const NO_FOLLOW_UPS = { start: () => Promise.reject(new Error('The measured jobs have no follow-ups.')) };

/** The bytes of stored rows, which never change. */
const known = new WeakMap<Item, number>();

function bytesOf(table: TableName, row: Item, taskBytes = 0): number {
  const bytes = known.get(row) ?? storedBytes(table, row);
  known.set(row, bytes);
  return table === 'job_tasks' && row['finished_at'] !== undefined ? Math.max(bytes, taskBytes) : bytes;
}
