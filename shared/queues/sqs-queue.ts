/** `Queue` over SQS. */
import { ChangeMessageVisibilityCommand, GetQueueAttributesCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../seams.ts';
import type { OutgoingMessage, Queue, QueueDepth } from './queue.ts';

const MAX_BATCH = 10;
const MAX_ROUNDS = 5;
const BASE_BACKOFF_MS = 100;
/** The most batches that are sent at the same time. */
const CONCURRENCY = 8;

export interface SqsQueueDeps {
  readonly client: SQSClient;
  readonly url: string;
  readonly clock: Clock;
}

export class SqsQueue implements Queue {
  readonly #deps: SqsQueueDeps;

  constructor(deps: SqsQueueDeps) {
    this.#deps = deps;
  }

  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    const batches = Array.from({ length: Math.ceil(messages.length / MAX_BATCH) }, (_, index) =>
      messages.slice(index * MAX_BATCH, (index + 1) * MAX_BATCH),
    );
    for (let start = 0; start < batches.length; start += CONCURRENCY) {
      await Promise.all(batches.slice(start, start + CONCURRENCY).map((batch) => this.#sendBatch(batch)));
    }
  }

  async delayRedelivery(receipt: string, seconds: number): Promise<void> {
    await this.#deps.client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: this.#deps.url, ReceiptHandle: receipt, VisibilityTimeout: seconds }),
    );
  }

  async depth(): Promise<QueueDepth> {
    const { Attributes: attributes } = await this.#deps.client.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#deps.url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
      }),
    );
    return {
      visible: Number(attributes?.['ApproximateNumberOfMessages'] ?? 0),
      in_flight: Number(attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      delayed: Number(attributes?.['ApproximateNumberOfMessagesDelayed'] ?? 0),
    };
  }

  /** SQS answers 200 and lists the entries of the batch that it refused; those are sent again. */
  async #sendBatch(messages: readonly OutgoingMessage[]): Promise<void> {
    let left = messages;
    for (let round = 0; left.length > 0; round++) {
      if (round >= MAX_ROUNDS) throw new Error(`SQS refused ${left.length} messages ${MAX_ROUNDS} times in a row.`);
      if (round > 0) await this.#deps.clock.sleep(BASE_BACKOFF_MS * 2 ** round);
      const sent = left;
      const answer = await this.#deps.client.send(
        new SendMessageBatchCommand({
          QueueUrl: this.#deps.url,
          Entries: sent.map((message, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(message.body),
            MessageGroupId: message.group,
            ...(message.delay_seconds && { DelaySeconds: message.delay_seconds }),
          })),
        }),
      );
      left = (answer.Failed ?? []).map(({ Id: id }) => sent[Number(id)]).filter((message) => message !== undefined);
    }
  }
}
