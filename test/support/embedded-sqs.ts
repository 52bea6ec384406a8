/** `SqsQueue` over an embedded SQS (fauxqs, in memory) on the loopback interface. */
import { CreateQueueCommand, DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { systemClock } from '../../shared/real-seams.ts';
import { SqsQueue } from '../../shared/queues/sqs-queue.ts';
import type { ReceivedMessage } from './memory-queue.ts';

export interface EmbeddedSqs {
  /** Makes a queue with a dead-letter queue. Each name may be used once. */
  createPair(shape: {
    readonly visibilitySeconds: number;
    readonly maxReceiveCount: number;
  }): Promise<readonly [EmbeddedQueue, EmbeddedQueue]>;
  close(): Promise<void>;
}

export interface EmbeddedQueue {
  readonly queue: SqsQueue;
  receive(max?: number): Promise<readonly ReceivedMessage[]>;
  delete(receipt: string): Promise<void>;
}

export async function startSqs(): Promise<EmbeddedSqs> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  let pairs = 0;
  const createQueue = async (name: string, attributes: Record<string, string>): Promise<string> => {
    const { QueueUrl: url } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    if (!url) throw new Error(`The queue ${name} was not made.`);
    return url;
  };
  return {
    createPair: async ({ visibilitySeconds, maxReceiveCount }) => {
      pairs += 1;
      const dead = await createQueue(`dead-letters-${pairs}`, {});
      const { Attributes: attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }));
      const main = await createQueue(`queue-${pairs}`, {
        VisibilityTimeout: String(visibilitySeconds),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: attributes?.['QueueArn'], maxReceiveCount }),
      });
      return [embeddedQueue(client, main), embeddedQueue(client, dead)];
    },
    close: async () => {
      client.destroy();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

const embeddedQueue = (client: SQSClient, url: string): EmbeddedQueue => ({
  queue: new SqsQueue({ client, url, clock: systemClock }),
  receive: async (max = 1) => {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: max,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return messages.map(({ MessageId: message_id = '', ReceiptHandle: receipt = '', Body: body = '', Attributes: attributes }) => ({
      message_id,
      receipt,
      body,
      receive_count: Number(attributes?.ApproximateReceiveCount),
    }));
  },
  delete: async (receipt) => {
    await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
  },
});
