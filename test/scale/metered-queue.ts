/** The work queue through one invocation, and the event source that hands its messages to the workers. */
import type { OutgoingMessage, Queue, QueueDepth } from '../../shared/queues/queue.ts';
import type { Clock } from '../../shared/seams.ts';
import type { MemoryQueue, ReceivedMessage } from '../support/memory-queue.ts';
import type { Scheduler } from '../simulation/scheduler.ts';
import { BATCH_SIZE, EVENT_SOURCE, LATENCIES } from './model.ts';
import type { Usage } from './usage.ts';

const MAX_BATCH = 10;
/** How many batches are in flight at once, as in `SqsQueue`. */
const BATCHES_AT_ONCE = 8;

export class MeteredQueue implements Queue {
  readonly #queue: MemoryQueue;
  readonly #clock: Clock;
  readonly #usage: Usage;
  readonly #onChange: () => void;

  constructor(queue: MemoryQueue, clock: Clock, usage: Usage, onChange: () => void) {
    this.#queue = queue;
    this.#clock = clock;
    this.#usage = usage;
    this.#onChange = onChange;
  }

  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    for (let start = 0; start < messages.length; start += MAX_BATCH * BATCHES_AT_ONCE) {
      const group = messages.slice(start, start + MAX_BATCH * BATCHES_AT_ONCE);
      await this.#clock.sleep(LATENCIES.sqs);
      await this.#queue.send(group);
      this.#usage.sqs_requests += Math.ceil(group.length / MAX_BATCH);
      this.#usage.messages_sent += group.length;
      this.#onChange();
    }
  }

  async delayRedelivery(receipt: string, seconds: number): Promise<void> {
    await this.#request();
    await this.#queue.delayRedelivery(receipt, seconds);
    this.#onChange();
  }

  async depth(): Promise<QueueDepth> {
    await this.#request();
    return await this.#queue.depth();
  }

  async #request(): Promise<void> {
    await this.#clock.sleep(LATENCIES.sqs);
    this.#usage.sqs_requests += 1;
  }
}

export class EventSource {
  readonly #queue: MemoryQueue;
  readonly #most: number;
  readonly #scheduler: Scheduler;
  /** Returns the messages that are done. */
  readonly #invoke: (messages: readonly ReceivedMessage[]) => Promise<readonly ReceivedMessage[]>;
  #busy = 0;
  #activeSince: number | undefined;
  #wakesAt = Infinity;
  received = 0;
  /** The number of requests that receive or delete one batch. */
  requests = 0;

  constructor(
    queue: MemoryQueue,
    most: number,
    scheduler: Scheduler,
    invoke: (messages: readonly ReceivedMessage[]) => Promise<readonly ReceivedMessage[]>,
  ) {
    this.#queue = queue;
    this.#most = Math.min(most, EVENT_SOURCE.most);
    this.#scheduler = scheduler;
    this.#invoke = invoke;
  }

  /** Call it whenever a message may have become receivable. */
  pump(): void {
    const now = this.#scheduler.now();
    while (this.#busy < this.#concurrency(now)) {
      const messages = this.#queue.receive(BATCH_SIZE);
      if (messages.length === 0) break;
      this.#activeSince ??= now;
      this.#busy += 1;
      this.received += messages.length;
      this.requests += 1;
      void this.#work(messages);
    }
    if (this.#busy === 0) this.#activeSince = undefined;
    const rises = this.#busy > 0 && this.#concurrency(now) < this.#most ? now + 60_000 / EVENT_SOURCE.more_per_minute : Infinity;
    const next = Math.min(rises, this.#queue.nextVisibleAt() ?? Infinity);
    if (next >= this.#wakesAt) return;
    this.#wakesAt = next;
    this.#scheduler.at(next, () => {
      this.#wakesAt = Infinity;
      this.pump();
    });
  }

  #concurrency(now: number): number {
    const minutes = (now - (this.#activeSince ?? now)) / 60_000;
    return Math.min(this.#most, EVENT_SOURCE.first + Math.floor(minutes * EVENT_SOURCE.more_per_minute));
  }

  async #work(messages: readonly ReceivedMessage[]): Promise<void> {
    await this.#wait(LATENCIES.sqs);
    const done = await this.#invoke(messages);
    if (done.length > 0) {
      await this.#wait(LATENCIES.sqs);
      for (const { receipt } of done) this.#queue.delete(receipt);
      this.requests += 1;
    }
    this.#busy -= 1;
    this.pump();
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#scheduler.after(ms, resolve);
    });
  }
}
