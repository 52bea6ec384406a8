/** The event source mapping of a queue: hands messages to a function in batches, and deletes those that the function has handled. */
import type { SQSEvent } from 'aws-lambda';
import type { BatchResponse } from '../../shared/platform/sqs-batch.ts';
import type { MemoryQueue, ReceivedMessage } from '../support/memory-queue.ts';
import type { End, Surroundings } from './invocation.ts';

const MAX_DELAY_MS = 8 * 60_000;
/** The most duplicates of one body. A task that waits for its account answers each message with a new one, so duplicates would multiply. */
const MAX_DOUBLES = 20;

export class EventSource {
  readonly #queue: MemoryQueue;
  readonly #concurrency: number;
  readonly #batchSize: number;
  readonly #timeoutMs: number;
  readonly #surroundings: Surroundings;
  readonly #wake: () => void;
  readonly #invoke: (event: SQSEvent) => Promise<End<BatchResponse>>;
  readonly #doubles = new Map<string, number>();
  #busy = 0;
  #wakesAt = Infinity;

  /** `timeoutMs` is the function's timeout. `wake` is called when this source, or the dead letters' one, may have messages to hand out. */
  constructor(
    queue: MemoryQueue,
    concurrency: number,
    batchSize: number,
    timeoutMs: number,
    surroundings: Surroundings,
    wake: () => void,
    invoke: (event: SQSEvent) => Promise<End<BatchResponse>>,
  ) {
    this.#queue = queue;
    this.#wake = wake;
    this.#concurrency = concurrency;
    this.#batchSize = batchSize;
    this.#timeoutMs = timeoutMs;
    this.#surroundings = surroundings;
    this.#invoke = invoke;
  }

  /** Hands out the messages that can be received. Called whenever there may be some. */
  pump(): void {
    while (this.#busy < this.#concurrency) {
      const messages = this.#queue.receive(this.#batchSize);
      if (messages.length === 0) break;
      this.#busy += 1;
      void this.#deliver(messages).finally(() => {
        this.#busy -= 1;
        this.#wake();
      });
    }
    const { scheduler } = this.#surroundings;
    const next = this.#queue.nextVisibleAt();
    if (next === undefined || next >= this.#wakesAt) return;
    this.#wakesAt = next;
    scheduler.at(next, () => {
      this.#wakesAt = Infinity;
      this.#wake();
    });
  }

  async #deliver(messages: readonly ReceivedMessage[]): Promise<void> {
    const { faults, chance } = this.#surroundings;
    for (const message of messages) {
      if (faults.hits('visibility_lost')) await this.#queue.delayRedelivery(message.receipt, chance.int(0, 120));
      if (!faults.hits('delivered_twice') || !this.#mayDouble(message.body)) continue;
      // The duplicate comes at once, some time later, or about when the invocation of the first delivery is cut off.
      const later = chance.pick([chance.int(0, 5_000), chance.int(0, MAX_DELAY_MS), this.#timeoutMs + chance.int(-30_000, 30_000)]);
      void this.#wait(later).then(() => this.#work([message]));
    }
    if (faults.hits('delivered_late')) await this.#wait(chance.int(0, MAX_DELAY_MS));
    await this.#work(messages);
  }

  #mayDouble(body: string): boolean {
    const doubles = (this.#doubles.get(body) ?? 0) + 1;
    this.#doubles.set(body, doubles);
    return doubles <= MAX_DOUBLES;
  }

  async #work(messages: readonly ReceivedMessage[]): Promise<void> {
    const end = await this.#invoke(eventOf(messages));
    if (end.kind !== 'returned') return;
    const failed = new Set(end.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { message_id, receipt } of messages) {
      if (!failed.has(message_id) && !this.#surroundings.faults.hits('lost_delete')) this.#queue.delete(receipt);
    }
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#surroundings.scheduler.after(ms, resolve);
    });
  }
}

const eventOf = (messages: readonly ReceivedMessage[]): SQSEvent =>
  ({
    Records: messages.map(({ message_id, receipt, body, receive_count }) => ({
      messageId: message_id,
      receiptHandle: receipt,
      body,
      attributes: { ApproximateReceiveCount: String(receive_count) },
    })),
  }) as unknown as SQSEvent;
