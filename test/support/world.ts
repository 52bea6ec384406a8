/** A whole platform in memory: the real job handler, workers, dead-letter handler and poller over fakes at the seams. */
import { AccountDirectory } from '../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../shared/connections/connection-repository.ts';
import { type JobId, parseAccountId, resourceUid } from '../../shared/ids.ts';
import { changeRowOf } from '../../shared/inventory/changes.ts';
import type { ChangeRow, ResourceRow } from '../../shared/inventory/model.ts';
import { coverageOf } from '../../shared/inventory/coverage.ts';
import { JobRepository } from '../../shared/jobs/job-repository.ts';
import type { JobRow, TaskMessage, TaskRow } from '../../shared/jobs/model.ts';
import { pollJobs } from '../../shared/jobs/poll-jobs.ts';
import { InventoryWork } from '../../shared/inventory/inventory-work.ts';
import type { Rhythm } from '../../shared/inventory/rhythm.ts';
import type { PollDeps } from '../../shared/jobs/poll-jobs.ts';
import { type Delivery, type RunTaskDeps, runTask, type TaskAnswer } from '../../shared/jobs/run-task.ts';
import { OPERATIONS, type Totals } from '../../shared/operations.ts';
import { startJob } from '../../shared/jobs/start-job.ts';
import type { JobStarter } from '../../shared/jobs/job-api.ts';
import { queryAll, scanAll } from '../../shared/storage/store.ts';
import { agentOf } from './agent-of.ts';
import { FakeCloud, NETWORK, TYPES } from './fake-cloud.ts';
import { CountingRandom, HeldQueue, KeptLog, KeptMetrics, KeptSpans, ManualClock } from './fakes.ts';
import { outboxOver } from './memory-publisher.ts';
import { MemoryStore } from './memory-store.ts';
import { MemoryCheckpoints } from './memory-checkpoints.ts';

export const MAX_RECEIVES = 5;

export class World {
  readonly clock = new ManualClock();
  readonly random = new CountingRandom();
  readonly store = new MemoryStore();
  readonly queue = new HeldQueue();
  readonly log = new KeptLog();
  readonly metrics = new KeptMetrics();
  readonly spans = new KeptSpans();
  readonly cloud = new FakeCloud();
  readonly checkpoints = new MemoryCheckpoints();
  readonly bus = outboxOver(this.store, { clock: this.clock, log: this.log });
  readonly accounts = new AccountDirectory(this.store);
  readonly connections = new ConnectionDirectory(this.store);
  readonly jobs = new JobRepository(this.store);
  readonly starter: JobStarter = { start: (request) => this.start(request) };
  /** The services that jobs may name. */
  services: readonly string[] = ['aws.ec2', 'aws.iam'];
  /** The most resources that are read of a slice. */
  maxResources: number | undefined;
  /** The time limit of a worker's invocation. */
  workerMs = 900_000;
  rhythm: Rhythm = 'nightly';
  /** Types that never rest. */
  alwaysRead: ReadonlySet<string> = new Set();

  static async withAccounts(...ids: readonly string[]): Promise<World> {
    const world = new World();
    await world.connections.ensureDefault({ provider: 'aws', settings: { role_name: 'MusterReadRole' } }, world.clock);
    for (const id of ids) await world.accounts.add({ account_id: parseAccountId(id), connection_id: 'aws' }, world.clock);
    return world;
  }

  async start(request: object = { operation: 'inventory' }) {
    return await startJob(request, {
      ...this.deps(),
      services: this.services,
      regions: ['eu-west-1', 'us-east-1', 'us-west-2', 'global'],
      fullSelector: (written) => Promise.resolve(written === 's3.*' ? 'aws.s3.*' : written),
      deadlineHours: 6,
      enqueueUntil: this.clock.now() + 60_000,
    });
  }

  deps(): RunTaskDeps & PollDeps {
    const { store, queue, clock, random, log, metrics, spans, starter, accounts, connections, cloud } = this;
    return {
      operations: OPERATIONS,
      store,
      outbox: this.bus.outbox,
      queue,
      queues: { inventory: queue, scan: queue, export: queue },
      clock,
      random,
      log,
      metrics,
      spans,
      starter,
      accounts,
      until: clock.now() + 60_000,
      work: new InventoryWork({
        store,
        outbox: this.bus.outbox,
        agent: agentOf(cloud, connections),
        checkpoints: this.checkpoints,
        details: () => Promise.resolve({}),
        types: TYPES,
        regions: '*',
        rhythm: this.rhythm,
        alwaysRead: this.alwaysRead,
        maxResources: this.maxResources,
        sliceConcurrency: 2,
        writeConcurrency: 2,
        metrics,
      }),
    };
  }

  /** @param lateMs how long after the beginning of its invocation the task begins */
  async work(message: TaskMessage, receiveCount = 1, lateMs = 0): Promise<TaskAnswer> {
    return await runTask(message, this.delivery(receiveCount, lateMs), this.deps());
  }

  delivery(receiveCount = 1, lateMs = 0): Delivery {
    const began = this.clock.now() - lateMs;
    return { began, deadline: began + this.workerMs, receiveCount, maxReceiveCount: MAX_RECEIVES, alone: true };
  }

  /** Takes the messages that are in the queue now and handles each once. */
  async drainOnce(receiveCount = 1): Promise<TaskAnswer[]> {
    const answers: TaskAnswer[] = [];
    for (const { body } of this.queue.messages.splice(0)) answers.push(await this.work(body as TaskMessage, receiveCount));
    return answers;
  }

  /** Runs a whole job and returns it as it ended, or as it is when no message is left. */
  async runJob(request?: object): Promise<JobRow<Totals>> {
    const { job_id } = await this.start(request);
    while (this.queue.messages.length > 0) await this.drainOnce();
    return await this.job(job_id);
  }

  async poll(): Promise<void> {
    await pollJobs(this.deps());
  }

  async job(jobId: JobId): Promise<JobRow<Totals>> {
    const job = await this.jobs.get(jobId);
    if (!job) throw new Error(`no job ${jobId}`);
    return job;
  }

  async task(jobId: JobId, account: string): Promise<TaskRow<Totals>> {
    const task = await this.jobs.task(jobId, parseAccountId(account));
    if (!task) throw new Error(`no task of ${account}`);
    return task;
  }

  async lease(account: string, operation = 'inventory') {
    return await this.store.get('leases', { account_id: parseAccountId(account), operation });
  }

  async resource(account: string, id: string, segment = 'eu-west-1'): Promise<ResourceRow | undefined> {
    const rows = await this.resources();
    return rows.find((row) => row.resource_uid === resourceUid(parseAccountId(account), NETWORK.type, segment, id));
  }

  async resources(): Promise<ResourceRow[]> {
    const rows: ResourceRow[] = [];
    for await (const item of scanAll(this.store, 'resources')) rows.push(item as unknown as ResourceRow);
    return rows;
  }

  /** The history of a resource: its change rows together with the row's own newest change. */
  async history(row: ResourceRow): Promise<ChangeRow[]> {
    const byVersion = new Map<number, ChangeRow>();
    for await (const item of queryAll(this.store, 'changes', { partition: row.resource_uid })) {
      byVersion.set(item['version'] as number, item as unknown as ChangeRow);
    }
    byVersion.set(row.version, changeRowOf(row));
    return [...byVersion.values()].toSorted((a, b) => a.version - b.version);
  }

  async coverage(account: string, segment = 'eu-west-1', type = NETWORK.type) {
    const item = await this.store.get('coverage', { account_id: parseAccountId(account), segment });
    return item && coverageOf(item).slices[type];
  }
}
