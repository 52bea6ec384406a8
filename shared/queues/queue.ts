/** The one door to the queues. `sqs-queue.ts` is the real one. */
export interface OutgoingMessage {
  readonly body: unknown;
  /** Fair-queue group: the job, so that a job over one account does not wait behind one over ten thousand. */
  readonly group: string;
  /** 0 to 900. */
  readonly delay_seconds?: number;
}

export interface QueueDepth {
  readonly visible: number;
  readonly in_flight: number;
  readonly delayed: number;
}

export interface Queue {
  /** Any number of messages; returns when each one was accepted. @throws if some were not after retries. */
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  /** How long until the message behind `receipt` may be received again. */
  delayRedelivery(receipt: string, seconds: number): Promise<void>;
  /** Approximate, and may lag a minute and more: a hint, never a fact. */
  depth(): Promise<QueueDepth>;
}
