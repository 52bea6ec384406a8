/** A work queue of a simulation, and an invocation's connection to it. */
import type { OutgoingMessage, Queue, QueueDepth } from '../../shared/queues/queue.ts';
import type { MemoryQueue } from '../support/memory-queue.ts';
import { Fault, type Invocation, type Surroundings } from './invocation.ts';

/** The longest time by which a queue's depth may lag. */
const MAX_DEPTH_LAG_MS = 75_000;

export class WorkQueue {
  readonly queue: MemoryQueue;
  /** The bodies of all messages that the queue has accepted. */
  readonly sent: unknown[] = [];
  /** Since when the queue has had no message at all; undefined while it has one. */
  emptySince: number | undefined;
  readonly #depths: { readonly at: number; readonly depth: QueueDepth }[] = [];
  readonly #onChange: () => void;
  readonly #surroundings: Surroundings;

  constructor(queue: MemoryQueue, surroundings: Surroundings, onChange: () => void) {
    this.queue = queue;
    this.#surroundings = surroundings;
    this.#onChange = onChange;
  }

  async accept(message: OutgoingMessage): Promise<void> {
    await this.queue.send([message]);
    this.sent.push(message.body);
    await this.changed();
  }

  async changed(): Promise<void> {
    this.#onChange();
    const depth = await this.queue.depth();
    const at = this.#surroundings.scheduler.now();
    this.#depths.push({ at, depth });
    this.emptySince = depth.visible + depth.in_flight + depth.delayed > 0 ? undefined : (this.emptySince ?? at);
  }

  async depth(): Promise<QueueDepth> {
    const { scheduler, chance, faults } = this.#surroundings;
    if (!faults.hits('depth_lies')) return await this.queue.depth();
    const as_of = scheduler.now() - chance.int(0, MAX_DEPTH_LAG_MS);
    return this.#depths.findLast(({ at }) => at <= as_of)?.depth ?? { visible: 0, in_flight: 0, delayed: 0 };
  }
}

export class SimQueue implements Queue {
  readonly #work: WorkQueue;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;

  constructor(work: WorkQueue, invocation: Invocation, surroundings: Surroundings) {
    this.#work = work;
    this.#invocation = invocation;
    this.#surroundings = surroundings;
  }

  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    const left = [...messages];
    while (left.length > 0) {
      const [message] = left.splice(this.#surroundings.chance.int(0, left.length - 1), 1);
      if (!message) return;
      await this.#invocation.request(`send ${JSON.stringify(message.body)}`, () => this.#work.accept(message));
      if (left.length > 0 && this.#surroundings.faults.hits('partial_send')) {
        this.#invocation.disturbed = true;
        throw new Fault('Error', `The queue refused ${left.length} messages.`);
      }
    }
  }

  async delayRedelivery(receipt: string, seconds: number): Promise<void> {
    await this.#invocation.request(`delayRedelivery ${seconds}`, async () => {
      await this.#work.queue.delayRedelivery(receipt, seconds);
      await this.#work.changed();
    });
  }

  async depth(): Promise<QueueDepth> {
    return await this.#invocation.request('depth', () => this.#work.depth());
  }
}
