/** The simulated platform: runs the code of each function, wired as `lambdas/` wires it, for queues, schedules and callers. */
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SQSEvent } from 'aws-lambda';
import { GLOBAL_SEGMENT } from '../../shared/clouds/cloud.ts';
import { AccountDirectory } from '../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../shared/connections/connection-repository.ts';
import { ExportWork } from '../../shared/exports/export-work.ts';
import { InventoryWork } from '../../shared/inventory/inventory-work.ts';
import type { Operations } from '../../shared/jobs/operation.ts';
import { OPERATIONS, type OperationName, operationsThatPublish } from '../../shared/operations.ts';
import { NO_SPANS } from '../../shared/observability/spans.ts';
import { NO_METRICS } from '../support/fakes.ts';
import { pollJobs } from '../../shared/jobs/poll-jobs.ts';
import type { RunTaskDeps } from '../../shared/jobs/run-task.ts';
import { queueOf, startJob } from '../../shared/jobs/start-job.ts';
import { consumeDeadLetters, consumeTasks } from '../../shared/platform/consume-tasks.ts';
import { LambdaJobStarter } from '../../shared/platform/lambda-job-starter.ts';
import type { BatchResponse } from '../../shared/platform/sqs-batch.ts';
import type { QueueDepth } from '../../shared/queues/queue.ts';
import { ScanWork } from '../../shared/scan/scan-work.ts';
import type { FindingRow } from '../../shared/scan/model.ts';
import { liveSuppressionOver, suppressFinding, unsuppressFinding } from '../../shared/scan/suppress-finding.ts';
import { MemoryQueue } from '../support/memory-queue.ts';
import { answerApi, type ApiConnections } from './api-instances.ts';
import { EventSource } from './event-source.ts';
import { type End, Fault, Invocation, type Surroundings } from './invocation.ts';
import { agentOf } from '../support/agent-of.ts';
import { type SimCloud, SIM_REGIONS, SIM_TYPES } from './sim-cloud.ts';
import { type Bucket, SimCheckpoints, SimObjects } from './sim-bucket.ts';
import { SimFiles } from './sim-files.ts';
import type { SimPolicies } from './sim-policies.ts';
import { SimQueue, WorkQueue } from './sim-queue.ts';
import { SimStore, type Tables } from './sim-store.ts';
import { Outbox } from '../../shared/events/outbox.ts';
import { sendUnsent } from '../../shared/events/send-unsent.ts';
import { SnsPublisher } from '../../shared/events/sns-publisher.ts';
import { settled } from '../../shared/settled.ts';
import { SimBus, snsClient } from './sim-bus.ts';

const MINUTE = 60_000;
/** The timeouts of the stack's functions, in milliseconds. */
const TIMEOUTS = { worker: 15 * MINUTE, deadLetters: MINUTE, jobHandler: 5 * MINUTE, poller: 5 * MINUTE, api: 29_000 };
const VISIBILITY_FACTOR = 6;
const INVENTORY_BATCH = 5;
const MAX_RECEIVES = 5;
/** As in lambdas/poller.ts. */
const SEND_FOR_MS = 40_000;
/** Longer than any simulation lasts. */
const EXPORT_DAYS = 400;

export interface PlatformOptions {
  readonly deadlineHours: () => number;
  readonly workers: number;
  readonly concurrency: number;
}

export interface PlatformEvents {
  /** An invocation has returned that no fault disturbed. */
  returned(invocation: Invocation): void;
  /** The job handler has refused a request with this client token. */
  refused(clientToken: string): void;
  /** A poll has returned that no fault disturbed. */
  polled(poll: Invocation, emptySince: Readonly<Record<OperationName, number | undefined>>): void;
}

export class Platform {
  readonly work: Readonly<Record<OperationName, WorkQueue>>;
  readonly deadLetters: MemoryQueue;
  readonly tables: Tables;
  readonly bucket: Bucket;
  readonly bus = new SimBus();
  readonly #running = new Set<Invocation>();
  readonly #surroundings: Surroundings;
  readonly #cloud: SimCloud;
  readonly #policies: SimPolicies;
  readonly #options: PlatformOptions;
  readonly #events: PlatformEvents;
  readonly #workerTimeout: number;
  readonly #jobHandlerTimeout: number;
  readonly #sources: readonly EventSource[];
  readonly #checkpoints = new Map<string, Buffer>();
  #count = 0;

  constructor(
    tables: Tables,
    bucket: Bucket,
    cloud: SimCloud,
    policies: SimPolicies,
    surroundings: Surroundings,
    options: PlatformOptions,
    events: PlatformEvents,
  ) {
    const { scheduler, chance, faults } = surroundings;
    this.tables = tables;
    this.bucket = bucket;
    this.#cloud = cloud;
    this.#policies = policies;
    this.#surroundings = surroundings;
    this.#options = options;
    this.#events = events;
    this.#workerTimeout = faults.hits('short_invocations') ? chance.int(2 * MINUTE, 5 * MINUTE) : TIMEOUTS.worker;
    this.#jobHandlerTimeout = faults.hits('short_invocations') ? chance.int(20_000, MINUTE) : TIMEOUTS.jobHandler;
    const pick = (count: number): number => (faults.on ? chance.int(0, count - 1) : 0);
    const queue = { clock: scheduler, pick };
    this.deadLetters = new MemoryQueue({ ...queue, visibilitySeconds: (VISIBILITY_FACTOR * TIMEOUTS.deadLetters) / 1000 });
    const workQueue = (): MemoryQueue =>
      new MemoryQueue({
        ...queue,
        visibilitySeconds: (VISIBILITY_FACTOR * this.#workerTimeout) / 1000,
        maxReceiveCount: MAX_RECEIVES,
        deadLetters: this.deadLetters,
      });
    const wake = () => {
      this.pump();
    };
    const source = (
      from: MemoryQueue,
      workers: number,
      batch: number,
      timeout: number,
      handle: (event: SQSEvent) => Promise<End<BatchResponse>>,
    ) => new EventSource(from, workers, batch, timeout, surroundings, wake, handle);
    const [inventory, scan, exports] = [workQueue(), workQueue(), workQueue()];
    this.#sources = [
      source(inventory, options.workers, INVENTORY_BATCH, this.#workerTimeout, (event) => this.#runInventory(event)),
      source(scan, options.workers, 1, this.#workerTimeout, (event) => this.#runScan(event)),
      source(exports, options.workers, 1, this.#workerTimeout, (event) => this.#runExport(event)),
      source(this.deadLetters, 2, 1, TIMEOUTS.deadLetters, (event) => this.#runDeadLetters(event)),
    ];
    this.work = {
      inventory: new WorkQueue(inventory, surroundings, wake),
      scan: new WorkQueue(scan, surroundings, wake),
      export: new WorkQueue(exports, surroundings, wake),
    };
  }

  /** Hands out the messages that can be received now. */
  pump(): void {
    for (const source of this.#sources) source.pump();
  }

  /** The numbers of messages in the queues, and the invocations that run. Empty if there are none. */
  async leftovers(): Promise<object> {
    const queues = { ...this.work, dead_letters: { queue: this.deadLetters } };
    const depths = await Promise.all(Object.entries(queues).map(async ([name, { queue }]) => [name, total(await queue.depth())] as const));
    const running = [...this.#running].map(({ name }) => name);
    return { ...Object.fromEntries(depths.filter(([, messages]) => messages > 0)), ...(running.length > 0 && { running }) };
  }

  /** Invokes the job handler as a schedule or a person does. */
  async invokeJobHandler(request: unknown): Promise<End<unknown>> {
    return await this.#invoke('job-handler', this.#jobHandlerTimeout, async (invocation, deps) => {
      if (this.#surroundings.faults.hits('job_handler_down')) throw new Fault('Error', 'The job handler cannot start.');
      const { accounts, store, queues, clock, random, log } = deps;
      return await startJob(request, {
        operations: OPERATIONS,
        accounts,
        store,
        queues,
        clock,
        random,
        log,
        fullSelector: (written) => Promise.resolve(written),
        services: ['aws.ec2', 'aws.iam'],
        regions: [...SIM_REGIONS, GLOBAL_SEGMENT],
        deadlineHours: this.#options.deadlineHours(),
        enqueueUntil: invocation.deadlineByClock(),
      });
    });
  }

  async poll(): Promise<void> {
    const { end, invocation } = await this.#start('poller', TIMEOUTS.poller, async (poll, deps) => {
      const { store, outbox, queues, starter, clock, log } = deps;
      const operations = this.#operations(this.#objects(poll), outbox);
      const until = poll.deadlineByClock();
      await settled<unknown>([
        pollJobs({ operations, store, outbox, queues, starter, clock, log, metrics: NO_METRICS, until }),
        sendUnsent({ store, outbox, clock, metrics: NO_METRICS, until: Math.min(until, clock.now() + SEND_FOR_MS) }),
      ]);
    });
    if (end.kind === 'returned' && !invocation.disturbed) {
      const { inventory, scan, export: exports } = this.work;
      await Promise.all([inventory.changed(), scan.changed(), exports.changed()]);
      this.#events.polled(invocation, { inventory: inventory.emptySince, scan: scan.emptySince, export: exports.emptySince });
    }
  }

  /** Suppresses a finding as the API does, or ends its suppression. */
  async setSuppressed(findingId: string, hidden: boolean, until?: string): Promise<void> {
    await this.#invoke('api', TIMEOUTS.api, async (_invocation, { store, outbox, clock }) => {
      const input = { reason: 'It is known.', author: 'someone', ...(until && { until }) };
      const by = { store, suppressionOver: async (row: FindingRow) => await liveSuppressionOver(store, row, clock.now()), outbox, clock };
      await (hidden ? suppressFinding(by, findingId, input) : unsuppressFinding(by, findingId, input));
    });
  }

  /** One HTTP request. The answer is 502 if the function dies, as with API Gateway. */
  async callApi(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }> {
    const end = await this.#invoke('api', TIMEOUTS.api, async (_invocation, deps) => await answerApi({ method, path, body }, deps));
    const answer = end.kind === 'returned' ? end.value : { status: 502, body: undefined };
    this.#surroundings.trace(() => `${method} ${path} ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`);
    return answer;
  }

  async #runInventory(event: SQSEvent): Promise<End<BatchResponse>> {
    const { concurrency } = this.#options;
    return await this.#runWorker(event, 'inventory', (invocation, { store, outbox, connections }) => ({
      work: new InventoryWork({
        store,
        outbox,
        agent: agentOf(this.#cloud.through(invocation), connections),
        checkpoints: new SimCheckpoints(this.#checkpoints, invocation, this.#surroundings),
        details: () => Promise.resolve({}),
        types: SIM_TYPES,
        regions: '*',
        rhythm: 'nightly',
        alwaysRead: new Set(),
        sliceConcurrency: concurrency,
        writeConcurrency: concurrency,
        metrics: NO_METRICS,
      }),
    }));
  }

  async #runScan(event: SQSEvent): Promise<End<BatchResponse>> {
    return await this.#runWorker(event, 'scan', (invocation, { store, outbox, clock }) => {
      const library = { load: async () => await invocation.request('load policies', () => this.#policies.load()) };
      return { work: new ScanWork({ store, outbox, clock, library, writeConcurrency: this.#options.concurrency, metrics: NO_METRICS }) };
    });
  }

  async #runExport(event: SQSEvent): Promise<End<BatchResponse>> {
    return await this.#runWorker(event, 'export', (invocation, { store, outbox, clock }) => {
      const files = new SimFiles(invocation, this.#surroundings);
      const objects = this.#objects(invocation, files);
      return {
        work: new ExportWork({ store, objects, metrics: NO_METRICS, files, clock }),
        operations: this.#operations(objects, outbox),
      };
    });
  }

  async #runWorker(
    event: SQSEvent,
    operation: OperationName,
    work: (invocation: Invocation, deps: Connections) => WorkOfOperation,
  ): Promise<End<BatchResponse>> {
    return await this.#invoke(
      `worker-${operation}`,
      this.#workerTimeout,
      async (invocation, deps) =>
        await consumeTasks(event, invocation.deadlineByClock(), {
          operations: OPERATIONS,
          ...deps,
          queue: queueOf(deps.queues, { operation }),
          spans: NO_SPANS,
          maxReceiveCount: MAX_RECEIVES,
          ...work(invocation, deps),
        }),
    );
  }

  async #runDeadLetters(event: SQSEvent): Promise<End<BatchResponse>> {
    return await this.#invoke('dead-letters', TIMEOUTS.deadLetters, async (invocation, deps) => {
      const operations = this.#operations(this.#objects(invocation), deps.outbox);
      return await consumeDeadLetters(event, { ...deps, operations, until: invocation.deadlineByClock() });
    });
  }

  async #invoke<T>(name: string, timeoutMs: number, handler: (invocation: Invocation, deps: Connections) => Promise<T>): Promise<End<T>> {
    return (await this.#start(name, timeoutMs, handler)).end;
  }

  async #start<T>(name: string, timeoutMs: number, handler: (invocation: Invocation, deps: Connections) => Promise<T>) {
    this.#count += 1;
    const invocation = new Invocation(`${name}-${this.#count}`, timeoutMs, this.#surroundings);
    this.#running.add(invocation);
    const end = await invocation.run(() => handler(invocation, this.#connect(invocation)));
    this.#running.delete(invocation);
    if (end.kind === 'returned' && !invocation.disturbed) this.#events.returned(invocation);
    return { end, invocation };
  }

  #objects(invocation: Invocation, files = new SimFiles(invocation, this.#surroundings)): SimObjects {
    return new SimObjects(this.bucket, files, invocation, this.#surroundings);
  }

  #operations(objects: SimObjects, outbox: Outbox): Operations {
    return operationsThatPublish({ objects, outbox, metrics: NO_METRICS, exportDays: EXPORT_DAYS });
  }

  #connect(invocation: Invocation): Connections {
    const store = new SimStore(this.tables, invocation, this.#surroundings);
    const queues = {
      inventory: new SimQueue(this.work.inventory, invocation, this.#surroundings),
      scan: new SimQueue(this.work.scan, invocation, this.#surroundings),
      export: new SimQueue(this.work.export, invocation, this.#surroundings),
    };
    const { clock } = invocation;
    const log = this.#log(invocation);
    const publisher = new SnsPublisher({ client: snsClient(this.bus, invocation, this.#surroundings), topicArn: 'events', log });
    return {
      store,
      outbox: new Outbox({ store, publisher, deployment: 'simulated', findingSeverity: 'high', clock, log }),
      queues,
      starter: new LambdaJobStarter(this.#lambdaClient(invocation), 'job-handler', invocation.random),
      accounts: new AccountDirectory(store),
      connections: new ConnectionDirectory(store),
      clock,
      random: invocation.random,
      log,
      metrics: NO_METRICS,
    };
  }

  /** Invokes the job handler for another function, and answers as Lambda does. */
  #lambdaClient(caller: Invocation): LambdaClient {
    const send = async ({ input }: { readonly input: { readonly Payload: string } }) =>
      await caller.request('invoke job-handler', async () => {
        const request = JSON.parse(input.Payload) as { readonly client_token: string };
        const end = await this.invokeJobHandler(request);
        if (end.kind === 'returned') return { Payload: Buffer.from(JSON.stringify(end.value)) };
        const error = end.kind === 'failed' && end.error instanceof Error ? end.error : new Error('Runtime exited.');
        if (error.name === 'InvalidRequest' || error.name === 'Conflict') this.#events.refused(request.client_token);
        else caller.disturbed = true;
        return { FunctionError: 'Unhandled', Payload: Buffer.from(JSON.stringify({ errorType: error.name, errorMessage: error.message })) };
      });
    return { send } as unknown as LambdaClient;
  }

  #log(invocation: Invocation) {
    const { trace } = this.#surroundings;
    const line =
      (level: string) =>
      (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
        trace(
          () =>
            `${invocation.name} ${level} ${message} ${JSON.stringify(fields)} ${fields['error'] instanceof Error ? fields['error'].stack : ''}`,
        );
      };
    return { info: line('info'), warn: line('warn'), error: line('error') };
  }
}

type WorkOfOperation = Pick<RunTaskDeps, 'work'> & Partial<Pick<RunTaskDeps, 'operations'>>;

/** The connections of one invocation to tables, queues and other functions. */
interface Connections extends ApiConnections {
  readonly accounts: AccountDirectory;
  readonly connections: ConnectionDirectory;
}

const total = ({ visible, in_flight, delayed }: QueueDepth): number => visible + in_flight + delayed;
