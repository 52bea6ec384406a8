import { DynamoDBClient, GetItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dynamoDbClient, ensureTables, startDynamoDb } from '../../../bin/local/dynamodb.ts';
import { ensureQueues, sqsClient, startFauxqsThread } from '../../../bin/local/queues.ts';
import { expireLeases, releaseMessages } from '../../../bin/local/recovery.ts';
import { startScheduler } from '../../../bin/local/scheduler.ts';
import type { FunctionModel, TableModel } from '../../../bin/local/stack-model.ts';
import { temporaryFolder } from './support/assembly.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const tableModel = (name: string): TableModel => ({
  definition: {
    TableName: name,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
});

const functionModel = (environment: FunctionModel['environment']): FunctionModel => ({
  name: 'worker',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:worker',
  directory: '/',
  handler: 'index.handler',
  environment,
  timeoutSeconds: 1,
  memoryMb: 128,
  async: { retries: 0, maxAgeSeconds: 60 },
});

describe('messages in flight when the platform was killed', () => {
  it('are delivered again at once, with their receives counted', async () => {
    const path = join(await temporaryFolder(), 'fauxqs');
    const receive = async (first: boolean): Promise<readonly string[]> => {
      const server = await startFauxqsThread(path);
      const client = sqsClient(server.url);
      const url = `${server.url}/000000000000/tasks`;
      try {
        await ensureQueues(client, [{ name: 'tasks', url, attributes: { VisibilityTimeout: '900' } }]);
        if (first) await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'work' }));
        const command = new ReceiveMessageCommand({ QueueUrl: url, MessageSystemAttributeNames: ['All'] });
        const { Messages = [] } = await client.send(command);
        return Messages.map(({ Body, Attributes }) => `${Body} ${Attributes?.ApproximateReceiveCount}`);
      } finally {
        client.destroy();
        await server.stop();
      }
    };
    await receive(true);
    const held = await receive(false);

    releaseMessages(path);

    expect(held).toEqual([]);
    expect(await receive(false)).toEqual(['work 2']);
  });

  it('are asked for in one sentence where the data are damaged', async () => {
    const path = await temporaryFolder();
    await writeFile(join(path, 'fauxqs.db'), 'nonsense'.repeat(100));

    expect(() => releaseMessages(path)).toThrow('start afresh with --fresh');
  });

  it('are none where there is no data yet', async () => {
    const path = await temporaryFolder();

    expect(() => releaseMessages(path)).not.toThrow();
  });
});

describe('leases left behind', () => {
  const item = async (client: DynamoDBClient, table: string, id: string): Promise<Record<string, AttributeValue> | undefined> =>
    (await client.send(new GetItemCommand({ TableName: table, Key: { id: { S: id } } }))).Item;

  it('are ended in the tables that the functions know as leased, and nowhere else', async () => {
    const server = await startDynamoDb(join(await temporaryFolder(), 'dynamodb'));
    const client: DynamoDBClient = dynamoDbClient(server.url);
    cleanups.push(
      () => server.stop(),
      () => client.destroy(),
    );
    const tables = [tableModel('stack-tasks'), tableModel('stack-other')];
    await ensureTables(client, tables);
    const lease = { lease_until: { S: '2999-01-01T00:00:00.000Z' } };
    const put = (table: string, row: Record<string, AttributeValue>): Promise<unknown> =>
      client.send(new PutItemCommand({ TableName: table, Item: row }));
    await put('stack-tasks', { id: { S: 'held' }, status: { S: 'in_progress' }, ...lease });
    await put('stack-tasks', { id: { S: 'free' }, status: { S: 'queued' } });
    await put('stack-other', { id: { S: 'held' }, ...lease });

    await expireLeases(client, { tables, functions: [functionModel({ JOB_TASKS_TABLE: 'stack-tasks' })] });

    expect(await item(client, 'stack-tasks', 'held')).toEqual({
      id: { S: 'held' },
      status: { S: 'in_progress' },
      lease_until: { S: '1970-01-01T00:00:00.000Z' },
    });
    expect(await item(client, 'stack-tasks', 'free')).toEqual({ id: { S: 'free' }, status: { S: 'queued' } });
    expect(await item(client, 'stack-other', 'held')).toMatchObject(lease);
  });
});

describe('the schedules at the start', () => {
  it('run what is due every minute, and nothing else', () => {
    const started: string[] = [];
    const schedule = { timezone: 'UTC', enabled: true } as const;

    const scheduler = startScheduler(
      [
        { ...schedule, name: 'Poll', expression: 'rate(1 minute)', function: 'poller' },
        { ...schedule, name: 'Off', expression: 'rate(1 minute)', function: 'off', enabled: false },
        { ...schedule, name: 'Daily', expression: 'rate(1 day)', function: 'daily' },
        { ...schedule, name: 'Yearly', expression: 'cron(0 0 1 1 ? 2999)', function: 'yearly' },
      ],
      (name) => started.push(name),
    );
    cleanups.push(() => scheduler.stop());

    expect(started).toEqual(['poller']);
  });
});
