/** The interface through which the core uses a queue. `sqs-queue.ts` implements it over SQS. */
export interface OutgoingMessage {
  readonly body: unknown;
  /** Fair-queue group. It is the job, so that a job over one account does not wait behind a job over ten thousand. */
  readonly group: string;
  /** 0 to 900; 0 if absent. */
  readonly delay_seconds?: number;
}

export interface QueueDepth {
  readonly visible: number;
  readonly in_flight: number;
  readonly delayed: number;
}

export interface Queue {
  /** Sends any number of messages and returns when the queue has accepted each. @throws Error if it refuses some after retries */
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Makes the queue deliver the message of `receipt` again after so many seconds. */
  delayRedelivery(receipt: string, seconds: number): Promise<void>;
  /** The numbers are approximate and may be more than a minute old: use them as hints only. */
  depth(): Promise<QueueDepth>;
}
