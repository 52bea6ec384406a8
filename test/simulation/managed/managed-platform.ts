/** The parts of the platform that manage resources, over simulated tables, a simulated queue, and a provider that is slow and fails. */
import type { SQSEvent } from 'aws-lambda';
import { Outbox } from '../../../shared/events/outbox.ts';
import { sendUnsent } from '../../../shared/events/send-unsent.ts';
import { SnsPublisher } from '../../../shared/events/sns-publisher.ts';
import { managedTags } from '../../../shared/managed/manager.ts';
import { ManagedRepository } from '../../../shared/managed/repository.ts';
import { sweepDue } from '../../../shared/managed/sweep.ts';
import { consumeManaged } from '../../../shared/platform/consume-managed.ts';
import type { BatchResponse } from '../../../shared/platform/sqs-batch.ts';
import type { Queue } from '../../../shared/queues/queue.ts';
import { settled } from '../../../shared/settled.ts';
import { NO_METRICS } from '../../support/fakes.ts';
import { MemoryQueue } from '../../support/memory-queue.ts';
import { providerError, slowManager, type SlowProvider } from '../../support/slow-manager.ts';
import { EventSource } from '../event-source.ts';
import { type End, Invocation, type Surroundings } from '../invocation.ts';
import { SimBus, snsClient } from '../sim-bus.ts';
import { SimQueue, WorkQueue } from '../sim-queue.ts';
import { SimStore, type Tables } from '../sim-store.ts';

const MINUTE = 60_000;
/** The timeouts of the stack's functions, in milliseconds. */
const TIMEOUTS = { worker: 2 * MINUTE, poller: 5 * MINUTE, api: 29_000 };
const VISIBILITY_FACTOR = 6;
const MAX_RECEIVES = 5;
const SEND_FOR_MS = 40_000;

/** What one invocation works with. */
export interface ManagedParts {
  readonly rows: ManagedRepository;
  readonly queue: Queue;
}

export class ManagedPlatform {
  readonly bus = new SimBus();
  readonly #tables: Tables;
  readonly #provider: SlowProvider;
  readonly #surroundings: Surroundings;
  readonly #queue: MemoryQueue;
  readonly #work: WorkQueue;
  readonly #source: EventSource;
  readonly #workerTimeout: number;
  readonly #running = new Set<Invocation>();
  #count = 0;

  constructor(tables: Tables, provider: SlowProvider, surroundings: Surroundings, workers: number) {
    const { scheduler, chance, faults } = surroundings;
    this.#tables = tables;
    this.#provider = provider;
    this.#surroundings = surroundings;
    this.#workerTimeout = faults.hits('short_invocations') ? chance.int(20_000, MINUTE) : TIMEOUTS.worker;
    const pick = (count: number): number => (faults.on ? chance.int(0, count - 1) : 0);
    const visibilitySeconds = (VISIBILITY_FACTOR * this.#workerTimeout) / 1000;
    const deadLetters = new MemoryQueue({ clock: scheduler, pick, visibilitySeconds });
    this.#queue = new MemoryQueue({ clock: scheduler, pick, visibilitySeconds, maxReceiveCount: MAX_RECEIVES, deadLetters });
    const wake = (): void => this.pump();
    this.#work = new WorkQueue(this.#queue, surroundings, wake);
    this.#source = new EventSource(this.#queue, workers, 1, this.#workerTimeout, surroundings, wake, (event) => this.#runWorker(event));
  }

  pump(): void {
    this.#source.pump();
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  async poll(): Promise<void> {
    await this.#invoke('poller', TIMEOUTS.poller, async (invocation, { rows, queue, store, outbox }) => {
      const { clock } = invocation;
      const until = Math.min(invocation.deadlineByClock(), clock.now() + SEND_FOR_MS);
      await settled<unknown>([sweepDue({ rows, queue }), sendUnsent({ store, outbox, clock, metrics: NO_METRICS, until })]);
    });
  }

  /** A request to the API. */
  async ask(request: (parts: ManagedParts, invocation: Invocation) => Promise<void>): Promise<void> {
    await this.#invoke('api', TIMEOUTS.api, async (invocation, parts) => await request(parts, invocation));
  }

  async #runWorker(event: SQSEvent): Promise<End<BatchResponse>> {
    return await this.#invoke('worker-manage', this.#workerTimeout, async (invocation, { rows, queue, log }) => {
      const { clock, random } = invocation;
      return await consumeManaged(event, invocation.deadlineByClock(), {
        rows,
        managers: new Map([['slow', this.#managerOf(invocation)]]),
        contextOf: ({ managed_id, spec, provider_resource_id, creation }) => ({
          managed_id,
          name: spec.name,
          account_id: spec.account_id,
          region: spec.region,
          tags: managedTags('simulated', managed_id, creation?.token ?? ''),
          provider_resource_id,
          aws: () => Promise.reject(new Error('The slow provider has no client of AWS.')),
          secret: () => Promise.reject(new Error('The slow provider has no secrets.')),
          fetch: () => Promise.reject(new Error('The slow provider is not on the network.')),
          clock,
          random,
        }),
        isInventoried: () => Promise.resolve(true),
        queue,
        clock,
        random,
        log,
      });
    });
  }

  /** Each call is a request of the invocation's, which may die before or after it. */
  #managerOf(invocation: Invocation) {
    const { faults } = this.#surroundings;
    return slowManager(this.#provider, async (call, managedId, effect) => {
      const refuses = (): void => {
        if (faults.hits('cloud_throttled')) throw providerError('throttled');
        if (faults.hits('cloud_transient')) throw providerError('transient');
        if (faults.hits('cloud_denied')) throw providerError('denied');
      };
      return await invocation.request(`${call} ${managedId}`, () => {
        refuses();
        this.#provider.calls.push(call);
        return effect();
      });
    });
  }

  async #invoke<T>(
    name: string,
    timeoutMs: number,
    handler: (
      invocation: Invocation,
      parts: ManagedParts & { readonly store: SimStore; readonly outbox: Outbox; readonly log: Log },
    ) => Promise<T>,
  ): Promise<End<T>> {
    this.#count += 1;
    const invocation = new Invocation(`${name}-${this.#count}`, timeoutMs, this.#surroundings);
    this.#running.add(invocation);
    const { clock } = invocation;
    const store = new SimStore(this.#tables, invocation, this.#surroundings);
    const log = this.#log(invocation);
    const publisher = new SnsPublisher({ client: snsClient(this.bus, invocation, this.#surroundings), topicArn: 'events', log });
    const outbox = new Outbox({ store, publisher, deployment: 'simulated', findingSeverity: 'high', clock, log });
    const rows = new ManagedRepository({ store, outbox, clock });
    const queue = new SimQueue(this.#work, invocation, this.#surroundings);
    const end = await invocation.run(() => handler(invocation, { rows, queue, store, outbox, log }));
    this.#running.delete(invocation);
    return end;
  }

  #log(invocation: Invocation): Log {
    const { trace } = this.#surroundings;
    const line =
      (level: string) =>
      (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
        trace(() => `${invocation.name} ${level} ${message} ${fields['error'] instanceof Error ? fields['error'].stack : ''}`);
    return { info: line('info'), warn: line('warn'), error: line('error') };
  }
}

type Log = ConstructorParameters<typeof Outbox>[0]['log'];
