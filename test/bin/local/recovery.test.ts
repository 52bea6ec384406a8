import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dynamoDbClient, ensureTables, startDynamoDb } from '../../../bin/local/dynamodb.ts';
import { ensureQueues, sqsClient, startFauxqsThread } from '../../../bin/local/queues.ts';
import { expireLeases, releaseMessages, restoreOpenJobs } from '../../../bin/local/recovery.ts';
import type { ServerThread } from '../../../bin/local/server-thread.ts';
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
  grants: [],
  async: { retries: 0, maxAgeSeconds: 60 },
});

describe('messages in flight when the platform was killed', () => {
  it('are delivered again at once, with their counts of receives', async () => {
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

  it('are delivered again at once if their worker asks for it, with their counts of receives, which are also on disk', async () => {
    const path = join(await temporaryFolder(), 'fauxqs');
    const take = async (server: ServerThread): Promise<string | undefined> => {
      const client = sqsClient(server.url);
      const url = `${server.url}/000000000000/tasks`;
      await ensureQueues(client, [{ name: 'tasks', url, attributes: { VisibilityTimeout: '900' } }]);
      if (first) await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'work' }));
      first = false;
      const { Messages: [message] = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: url, MessageSystemAttributeNames: ['All'] }),
      );
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }));
      client.destroy();
      return message?.Attributes?.ApproximateReceiveCount;
    };
    let first = true;
    const before = await startFauxqsThread(path);
    const counts = [await take(before), await take(before)];
    await before.stop();

    const after = await startFauxqsThread(path);
    cleanups.push(() => after.stop());

    expect([...counts, await take(after)]).toEqual(['1', '2', '3']);
  });

  it('are not delivered if they cannot be stored: the queues end at the first write that fails', async () => {
    const path = join(await temporaryFolder(), 'fauxqs');
    const server = await startFauxqsThread(path);
    const client = sqsClient(server.url);
    cleanups.push(() => client.destroy());
    const url = `${server.url}/000000000000/tasks`;
    await ensureQueues(client, [{ name: 'tasks', url, attributes: {} }]);
    const database = new DatabaseSync(join(path, 'fauxqs.db'));
    database.exec('DROP TABLE sqs_messages');
    database.close();

    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'work' })).catch(() => undefined);

    await expect(server.failed).rejects.toThrow('no such table: sqs_messages');
  });

  it('cause one sentence if the data are damaged', async () => {
    const path = await temporaryFolder();
    await writeFile(join(path, 'fauxqs.db'), 'nonsense'.repeat(100));

    expect(() => releaseMessages(path)).toThrow('start afresh with --fresh');
  });

  it('do not exist before there are any data', async () => {
    const path = await temporaryFolder();

    expect(() => releaseMessages(path)).not.toThrow();
  });
});

const item = async (client: DynamoDBClient, table: string, id: string): Promise<Record<string, AttributeValue> | undefined> =>
  (await client.send(new GetItemCommand({ TableName: table, Key: { id: { S: id } } }))).Item;

describe('leases left behind', () => {
  it('are ended in the tables that the functions use, and nowhere else', async () => {
    const server = await startDynamoDb(join(await temporaryFolder(), 'dynamodb'));
    const client: DynamoDBClient = dynamoDbClient(server.url);
    cleanups.push(
      () => server.stop(),
      () => client.destroy(),
    );
    const tables = ['stack-jobs', 'stack-tasks', 'stack-leases', 'stack-other'].map(tableModel);
    await ensureTables(client, tables);
    const lease = { lease_until: { S: '2999-01-01T00:00:00.000Z' } };
    const put = (table: string, row: Record<string, AttributeValue>): Promise<unknown> =>
      client.send(new PutItemCommand({ TableName: table, Item: row }));
    await put('stack-tasks', { id: { S: 'held' }, status: { S: 'in_progress' }, ...lease });
    await put('stack-tasks', { id: { S: 'free' }, status: { S: 'queued' } });
    await put('stack-leases', { id: { S: 'account' }, ...lease });
    await put('stack-other', { id: { S: 'held' }, ...lease });

    await expireLeases(client, {
      tables,
      functions: [functionModel({ JOBS_TABLE: 'stack-jobs', JOB_TASKS_TABLE: 'stack-tasks', LEASES_TABLE: 'stack-leases' })],
    });

    expect(await item(client, 'stack-tasks', 'held')).toEqual({
      id: { S: 'held' },
      status: { S: 'in_progress' },
      lease_until: { S: '1970-01-01T00:00:00.000Z' },
    });
    expect(await item(client, 'stack-tasks', 'free')).toEqual({ id: { S: 'free' }, status: { S: 'queued' } });
    expect(await item(client, 'stack-leases', 'account')).toMatchObject({ lease_until: { S: '1970-01-01T00:00:00.000Z' } });
    expect(await item(client, 'stack-other', 'held')).toMatchObject(lease);
  });
});

/** The LevelDB in which dynalite keeps its rows and indexes. */
interface Level {
  keys(): { all(): Promise<readonly string[]> };
  del(key: string): Promise<void>;
  close(): Promise<void>;
}

describe('an open job that a kill left out of its index', () => {
  it('is put back into the index', async () => {
    const path = join(await temporaryFolder(), 'dynamodb');
    const table: TableModel = {
      definition: {
        ...tableModel('stack-jobs').definition,
        AttributeDefinitions: [
          { AttributeName: 'id', AttributeType: 'S' },
          { AttributeName: 'open', AttributeType: 'S' },
        ],
        GlobalSecondaryIndexes: [
          { IndexName: 'open_jobs', KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }], Projection: { ProjectionType: 'KEYS_ONLY' } },
        ],
      },
    };
    const stack = { tables: [table], functions: [functionModel({ JOBS_TABLE: 'stack-jobs' })] };
    const open = async (): Promise<DynamoDBClient> => {
      const server = await startDynamoDb(path);
      const client = dynamoDbClient(server.url);
      cleanups.push(
        () => server.stop(),
        () => client.destroy(),
      );
      return client;
    };
    const listed = async (client: DynamoDBClient): Promise<readonly (string | undefined)[]> => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: 'stack-jobs',
          IndexName: 'open_jobs',
          KeyConditionExpression: '#open = :open',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':open': { S: '1' } },
        }),
      );
      return Items.map(({ id }) => id?.S);
    };
    const before = await open();
    await ensureTables(before, [table]);
    await before.send(new PutItemCommand({ TableName: 'stack-jobs', Item: { id: { S: 'job' }, open: { S: '1' } } }));
    await before.send(new PutItemCommand({ TableName: 'stack-jobs', Item: { id: { S: 'ended' } } }));
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
    const { Level } = createRequire(import.meta.resolve('dynalite'))('level') as { readonly Level: new (path: string) => Level };
    const level = new Level(path);
    for (const key of await level.keys().all()) if (key.startsWith('index-global~stack-jobs~open_jobs~')) await level.del(key);
    await level.close();
    const client = await open();
    const left = await listed(client);

    await restoreOpenJobs(client, stack);

    expect(left).toEqual([]);
    expect(await listed(client)).toEqual(['job']);
    expect(await item(client, 'stack-jobs', 'job')).toEqual({ id: { S: 'job' }, open: { S: '1' } });
  });
});

describe('the schedules at the start', () => {
  it('run only what runs every minute', () => {
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
