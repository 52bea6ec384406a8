import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { boundLevelDb, DATABASE } from '../../../bin/local/bound-leveldb.ts';
import { TABLES } from '../../../shared/storage/schema.ts';
import { createTable } from '../../support/dynamo.ts';

const ROWS = 5;
const folder = mkdtempSync(join(tmpdir(), 'muster-leveldb-'));
const iterators: ReturnType<typeof DATABASE.values>[] = [];
let server: ReturnType<typeof dynalite>;
let client: DynamoDBClient;

beforeAll(async () => {
  const { values } = DATABASE;
  DATABASE.values = function (options) {
    const iterator = values.call(this, options);
    iterators.push(iterator);
    return iterator;
  };
  boundLevelDb();
  server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  await client.send(createTable('job_tasks', TABLES.job_tasks));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.5 }, { TableName: 'job_tasks' });
  for (let row = 0; row < ROWS; row++)
    await client.send(new PutItemCommand({ TableName: 'job_tasks', Item: { job_id: { S: 'job' }, account_id: { S: `aws:${row}` } } }));
});

afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  rmSync(folder, { recursive: true, force: true });
});

describe('A query of the embedded DynamoDB', () => {
  it.each([1, ROWS, ROWS + 1])('leaves no iterator of LevelDB open with a limit of %d', async (limit) => {
    iterators.length = 0;
    const query = { TableName: 'job_tasks', KeyConditionExpression: 'job_id = :job', ExpressionAttributeValues: { ':job': { S: 'job' } } };
    const { Count } = await client.send(new QueryCommand({ ...query, Limit: limit }));

    expect(Count).toBe(Math.min(limit, ROWS));
    expect(iterators.length).toBeGreaterThan(0);
    for (const iterator of iterators) await expect(iterator.next()).rejects.toMatchObject({ code: 'LEVEL_ITERATOR_NOT_OPEN' });
  });
});

describe('A row of the embedded DynamoDB', () => {
  it.each([
    ['row', 'value'],
    ['no row', undefined],
  ])('is read without waiting for another thread: %s', async (key, expected) => {
    await using level = new ClassicLevel(join(folder, key));
    await level.put('row', 'value');
    let found: unknown = 'waits';
    const reading = level.get(key).then((value) => (found = value));
    // Only what is done in this thread can end meanwhile.
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();

    expect(found).toBe(expected);
    await reading;
  });
});
