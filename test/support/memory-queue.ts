/**
 * A `Queue` in memory: a standard SQS queue in virtual time. It passes the same contract tests as `SqsQueue` over an emulator
 * (`test/shared/queues/queue-contract.ts`); where the emulator and the documentation of SQS differ, it follows the documentation.
 * It never duplicates, loses or reorders messages, except with `pick`: a simulation adds such faults around it.
 */
import TinyQueue from 'tinyqueue';
import type { OutgoingMessage, Queue, QueueDepth } from '../../shared/queues/queue.ts';
import type { Clock } from '../../shared/seams.ts';

const MAX_RECEIVED = 10;
const MAX_DELAY_SECONDS = 900;
const MAX_VISIBILITY_SECONDS = 43_200;
const MAX_BODY_BYTES = 2 ** 20;
/** The number of taken messages after which the array is cut. */
const MAX_TAKEN = 1024;

export interface ReceivedMessage {
  readonly message_id: string;
  readonly receipt: string;
  readonly body: string;
  readonly receive_count: number;
}

export interface MemoryQueueOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly visibilitySeconds: number;
  /** Both or neither are set: the queue for messages that were received `maxReceiveCount` times and not deleted. */
  readonly maxReceiveCount?: number;
  readonly deadLetters?: MemoryQueue;
  /** Which of `count` receivable messages is handed out next (0 ≤ n < count); default the oldest. SQS promises no order. */
  readonly pick?: (count: number) => number;
}

interface Message {
  readonly number: number;
  readonly message_id: string;
  readonly body: string;
  receiveCount: number;
  state: 'visible' | 'delayed' | 'in_flight' | 'gone';
  /** The index in the array of visible messages; set while the message is visible. */
  slot: number;
  /** The message's newest wait; older ones in the heap are ignored. */
  wait: number;
}

interface Wait {
  readonly at: number;
  readonly wait: number;
  readonly message: Message;
}

export class MemoryQueue implements Queue {
  readonly #options: MemoryQueueOptions;
  readonly #messages = new Map<number, Message>();
  /** Receivable messages from `#taken` on, oldest first unless `pick` said otherwise. */
  #visible: (Message | undefined)[] = [];
  #taken = 0;
  readonly #waiting = new TinyQueue<Wait>([], (a, b) => a.at - b.at || a.wait - b.wait);
  readonly #counts = { delayed: 0, in_flight: 0 };
  #nextNumber = 1;
  #nextWait = 1;

  constructor(options: MemoryQueueOptions) {
    if ((options.maxReceiveCount === undefined) !== (options.deadLetters === undefined)) {
      throw new Error('A redrive policy is both maxReceiveCount and deadLetters; one of them is missing.');
    }
    this.#options = options;
  }

  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    const accepted = messages.map(({ body, delay_seconds = 0 }) => {
      inRange('delay_seconds', delay_seconds, 0, MAX_DELAY_SECONDS);
      const text = JSON.stringify(body);
      inRange('The bytes of a body', Buffer.byteLength(text), 1, MAX_BODY_BYTES);
      return { text, delay_seconds };
    });
    for (const { text, delay_seconds } of accepted) {
      const message = this.#add(text);
      if (delay_seconds > 0) this.#waitFor(message, 'delayed', delay_seconds);
      else this.#show(message);
    }
  }

  /** @throws if the receipt is not the message's newest or the message is not in flight, as ChangeMessageVisibility does */
  async delayRedelivery(receipt: string, seconds: number): Promise<void> {
    inRange('The visibility timeout', seconds, 0, MAX_VISIBILITY_SECONDS);
    this.#settle();
    const message = this.#holder(receipt);
    if (message?.state !== 'in_flight') throw new Error(`The message of receipt ${receipt} is not in flight.`);
    this.#leave(message);
    if (seconds > 0) this.#waitFor(message, 'in_flight', seconds);
    else this.#show(message);
  }

  depth(): Promise<QueueDepth> {
    this.#settle();
    return Promise.resolve({ visible: this.#visible.length - this.#taken, ...this.#counts });
  }

  /** As in SQS, a message that was received too often is moved to the dead letters when it would be received once more. */
  receive(max = 1): ReceivedMessage[] {
    inRange('The number of messages to receive', max, 1, MAX_RECEIVED);
    this.#settle();
    const received: ReceivedMessage[] = [];
    while (received.length < max && this.#visible.length > this.#taken) {
      const message = this.#pick();
      this.#leave(message);
      if (message.receiveCount >= (this.#options.maxReceiveCount ?? Infinity)) this.#bury(message);
      else received.push(this.#handOut(message));
    }
    // The waits start only now, so that with a visibility timeout of 0 a message is not twice in one response.
    for (const { receipt } of received) this.#waitFor(this.#holder(receipt) as Message, 'in_flight', this.#options.visibilitySeconds);
    return received;
  }

  /**
   * The newest receipt deletes whether or not its time is over; an older or unknown one changes nothing.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
   */
  delete(receipt: string): void {
    this.#settle();
    const message = this.#holder(receipt);
    if (!message) return;
    this.#leave(message);
    this.#messages.delete(message.number);
  }

  /** The earliest time (ms) at which a message that is not receivable now becomes receivable; undefined if none is waiting. */
  nextVisibleAt(): number | undefined {
    this.#settle();
    return this.#waiting.peek()?.at;
  }

  #add(body: string, past: { readonly message_id?: string; readonly receiveCount?: number } = {}): Message {
    const number = this.#nextNumber++;
    const message: Message = { message_id: `message-${number}`, receiveCount: 0, ...past, number, body, state: 'gone', slot: -1, wait: 0 };
    this.#messages.set(number, message);
    return message;
  }

  #handOut(message: Message): ReceivedMessage {
    message.receiveCount += 1;
    const { number, message_id, body, receiveCount } = message;
    return { message_id, receipt: `${number}.${receiveCount}`, body, receive_count: receiveCount };
  }

  /** ApproximateReceiveCount counts "across all queues": it and the message's id go with the message. */
  #bury({ number, body, message_id, receiveCount }: Message): void {
    const { deadLetters } = this.#options;
    this.#messages.delete(number);
    if (deadLetters) deadLetters.#show(deadLetters.#add(body, { message_id, receiveCount }));
  }

  /** The message with this newest receipt. */
  #holder(receipt: string): Message | undefined {
    const [number, receiveCount] = receipt.split('.').map(Number);
    const message = this.#messages.get(number ?? -1);
    return message?.receiveCount === receiveCount ? message : undefined;
  }

  #show(message: Message): void {
    message.state = 'visible';
    message.slot = this.#visible.push(message) - 1;
  }

  #waitFor(message: Message, state: 'delayed' | 'in_flight', seconds: number): void {
    message.state = state;
    message.wait = this.#nextWait++;
    this.#counts[state] += 1;
    this.#waiting.push({ at: this.#options.clock.now() + seconds * 1000, wait: message.wait, message });
  }

  /** Removes the message from its present state (visible, in flight or delayed). */
  #leave(message: Message): void {
    if (message.state === 'visible') this.#unshow(message);
    else if (message.state !== 'gone') this.#counts[message.state] -= 1;
    message.state = 'gone';
    message.wait = 0;
  }

  /** Puts the first message into the place of the removed one, so that the others keep their order and none is moved. */
  #unshow({ slot }: Message): void {
    const first = this.#visible[this.#taken] as Message;
    this.#visible[slot] = first;
    first.slot = slot;
    this.#visible[this.#taken++] = undefined;
    if (this.#taken < MAX_TAKEN || this.#taken * 2 < this.#visible.length) return;
    this.#visible = this.#visible.slice(this.#taken);
    this.#taken = 0;
    for (const [place, message] of this.#visible.entries()) (message as Message).slot = place;
  }

  #pick(): Message {
    const count = this.#visible.length - this.#taken;
    const place = this.#options.pick?.(count) ?? 0;
    const message = this.#visible[this.#taken + place];
    if (place < 0 || !message) throw new RangeError(`pick answered ${place} of ${count}; it must be an integer from 0 to ${count - 1}.`);
    return message;
  }

  /** Makes messages visible whose wait is over, and drops outdated waits, so that the first wait of the heap is a real one. */
  #settle(): void {
    const now = this.#options.clock.now();
    for (let next = this.#waiting.peek(); next; next = this.#waiting.peek()) {
      const { message, wait, at } = next;
      const isVoid = message.wait !== wait;
      if (!isVoid && at > now) return;
      this.#waiting.pop();
      if (isVoid) continue;
      this.#leave(message);
      this.#show(message);
    }
  }
}

function inRange(what: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new RangeError(`${what} is ${value}; SQS takes an integer from ${from} to ${to}.`);
  }
}
