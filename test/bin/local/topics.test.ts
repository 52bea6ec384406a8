import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCAL_CLIENT } from '../../../bin/local/local-client.ts';
import { ensureQueues, sqsClient, startFauxqsThread } from '../../../bin/local/queues.ts';
import type { Template } from '../../../bin/local/intrinsics.ts';
import type { ServerThread } from '../../../bin/local/server-thread.ts';
import { readStack } from '../../../bin/local/stack.ts';
import type { StackModel } from '../../../bin/local/stack-model.ts';
import { ensureTopics } from '../../../bin/local/topics.ts';
import { temporaryFolder, writeAssembly } from './support/assembly.ts';

let thread: ServerThread;
let sqs: SQSClient;
let sns: SNSClient;
beforeAll(async () => {
  thread = await startFauxqsThread(await temporaryFolder());
  sqs = sqsClient(thread.url);
  sns = new SNSClient({ ...LOCAL_CLIENT, endpoint: thread.url });
});
afterAll(async () => {
  sqs.destroy();
  sns.destroy();
  await thread.stop();
});

const subscription = (queue: string, more: object = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    Protocol: 'sqs',
    TopicArn: { Ref: 'Events' },
    Endpoint: { 'Fn::GetAtt': [queue, 'Arn'] },
    RawMessageDelivery: true,
    ...more,
  },
});

const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'muster-events', KmsMasterKeyId: 'alias/aws/sns' } };
const queue = { Type: 'AWS::SQS::Queue' };

const read = async (resources: Template['Resources']): Promise<StackModel> =>
  await readStack(await writeAssembly({ Events: topic, ...resources }, {}), {
    sqs: thread.url,
    api: 'http://127.0.0.1:2',
    id: 'an-id',
  });

async function provision({ queues, topics, subscriptions }: StackModel): Promise<void> {
  await ensureQueues(sqs, queues);
  await ensureTopics(thread.url, topics, subscriptions);
}

async function publish(type: string, body: object): Promise<void> {
  const attributes = { type: { DataType: 'String', StringValue: type } };
  const command = {
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:muster-events',
    Message: JSON.stringify(body),
    MessageAttributes: attributes,
  };
  await sns.send(new PublishCommand(command));
}

/** The bodies that the queue has. */
async function received({ queues }: StackModel, name: string): Promise<readonly unknown[]> {
  const url = queues.find((each) => each.name === name)?.url;
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as unknown);
}

describe('topics of the template', () => {
  it('have the name and the ARN that functions are given', async () => {
    const stack = await read({});
    expect(stack.topics).toEqual([{ name: 'muster-events', arn: 'arn:aws:sns:us-east-1:000000000000:muster-events' }]);
  });

  it('tell queues as the subscriptions say: raw, and filtered by attributes or by the body', async () => {
    const stack = await read({
      All: queue,
      Opened: queue,
      Grave: queue,
      ToAll: subscription('All'),
      ToOpened: subscription('Opened', { FilterPolicy: { type: ['muster.finding.opened'] } }),
      ToGrave: subscription('Grave', { FilterPolicyScope: 'MessageBody', FilterPolicy: { severity: ['critical'] } }),
    });
    await provision(stack);
    await publish('muster.finding.opened', { id: 1, severity: 'high' });
    await publish('muster.finding.resolved', { id: 2, severity: 'critical' });
    expect(await received(stack, 'All')).toEqual([
      { id: 1, severity: 'high' },
      { id: 2, severity: 'critical' },
    ]);
    expect(await received(stack, 'Opened')).toEqual([{ id: 1, severity: 'high' }]);
    expect(await received(stack, 'Grave')).toEqual([{ id: 2, severity: 'critical' }]);
  });

  it('follow a template that has changed: other filters, and subscriptions that are gone', async () => {
    const resources = { Kept: queue, Dropped: queue };
    const before = await read({ ...resources, A: subscription('Kept', { FilterPolicy: { type: ['a'] } }), B: subscription('Dropped') });
    await provision(before);
    const after = await read({ ...resources, A: subscription('Kept') });
    await provision(after);
    await provision(after);
    await publish('b', { id: 3 });
    expect(await received(after, 'Kept')).toEqual([{ id: 3 }]);
    expect(await received(after, 'Dropped')).toEqual([]);
  });

  it('tell nobody by e-mail on one machine', async () => {
    const stack = await read({
      Mail: { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'email', TopicArn: { Ref: 'Events' }, Endpoint: 'a@example.com' } },
    });
    expect(stack.subscriptions).toEqual([]);
  });

  it('are refused with a property that has no local counterpart', async () => {
    await expect(read({ Queue: queue, A: subscription('Queue', { DeliveryPolicy: {} }) })).rejects.toThrow(
      'Resources.A: the local platform does not understand DeliveryPolicy of AWS::SNS::Subscription.',
    );
  });
});

describe('a function', () => {
  it('publishes only with the permission of its role', async () => {
    const asFunction = new SNSClient({
      ...LOCAL_CLIENT,
      credentials: { accessKeyId: 'Teller', secretAccessKey: 'local' },
      endpoint: thread.url,
      maxAttempts: 1,
    });
    await provision(await read({}));
    const command = new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:muster-events', Message: '{}' });
    thread.allow({ Teller: [] });
    await expect(asFunction.send(command)).rejects.toThrow(/not authorized to perform: sns:Publish/);
    thread.allow({ Teller: [{ actions: ['sns:Publish'], resources: ['*'] }] });
    expect(await asFunction.send(command)).toHaveProperty('MessageId');
    thread.allow({});
    asFunction.destroy();
  });
});
