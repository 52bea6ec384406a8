/** A queue's event source mapping: hands messages to a function, one each, and deletes what the function has done. */
import type { SQSEvent } from 'aws-lambda';
import type { BatchResponse } from '../../shared/platform/sqs-batch.ts';
import type { MemoryQueue, ReceivedMessage } from '../support/memory-queue.ts';
import type { End, Surroundings } from './invocation.ts';

const MAX_DELAY_MS = 8 * 60_000;
/** Of one body: a task that waits for its account sends a message for each that comes, so that its doubles stay, and double. */
const MAX_DOUBLES = 20;

export class EventSource {
  readonly #queue: MemoryQueue;
  readonly #concurrency: number;
  readonly #timeoutMs: number;
  readonly #surroundings: Surroundings;
  readonly #wake: () => void;
  readonly #invoke: (event: SQSEvent) => Promise<End<BatchResponse>>;
  readonly #doubles = new Map<string, number>();
  #busy = 0;
  #wakesAt = Infinity;

  /** `timeoutMs` is the function's. `wake` is called when this or another source, to which dead letters go, may have something to hand out. */
  constructor(
    queue: MemoryQueue,
    concurrency: number,
    timeoutMs: number,
    surroundings: Surroundings,
    wake: () => void,
    invoke: (event: SQSEvent) => Promise<End<BatchResponse>>,
  ) {
    this.#queue = queue;
    this.#wake = wake;
    this.#concurrency = concurrency;
    this.#timeoutMs = timeoutMs;
    this.#surroundings = surroundings;
    this.#invoke = invoke;
  }

  /** To be called whenever something may have become receivable. */
  pump(): void {
    while (this.#busy < this.#concurrency) {
      const [message] = this.#queue.receive(1);
      if (!message) break;
      this.#busy += 1;
      void this.#deliver(message).finally(() => {
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

  async #deliver(message: ReceivedMessage): Promise<void> {
    const { faults, chance } = this.#surroundings;
    if (faults.hits('visibility_lost')) await this.#queue.delayRedelivery(message.receipt, chance.int(0, 120));
    if (faults.hits('delivered_twice') && this.#mayDouble(message.body)) {
      // At once, some time later, or when the first delivery's invocation is about to be cut off.
      const later = chance.pick([chance.int(0, 5_000), chance.int(0, MAX_DELAY_MS), this.#timeoutMs + chance.int(-30_000, 30_000)]);
      void this.#wait(later).then(() => this.#work(message));
    }
    if (faults.hits('delivered_late')) await this.#wait(chance.int(0, MAX_DELAY_MS));
    await this.#work(message);
  }

  #mayDouble(body: string): boolean {
    const doubles = (this.#doubles.get(body) ?? 0) + 1;
    this.#doubles.set(body, doubles);
    return doubles <= MAX_DOUBLES;
  }

  async #work(message: ReceivedMessage): Promise<void> {
    const end = await this.#invoke(eventOf(message));
    if (end.kind !== 'returned' || end.value.batchItemFailures.length > 0) return;
    if (!this.#surroundings.faults.hits('lost_delete')) this.#queue.delete(message.receipt);
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#surroundings.scheduler.after(ms, resolve);
    });
  }
}

const eventOf = ({ message_id, receipt, body, receive_count }: ReceivedMessage) =>
  ({
    Records: [{ messageId: message_id, receiptHandle: receipt, body, attributes: { ApproximateReceiveCount: String(receive_count) } }],
  }) as unknown as SQSEvent;
