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

describe('Writes of the embedded DynamoDB', () => {
  /** A database whose batches are counted; while `fails` is set, they fail. */
  async function counted(name: string): Promise<{ level: ClassicLevel; batches: number[]; fail: () => void }> {
    const level = new ClassicLevel(join(folder, name));
    await level.open();
    const batches: number[] = [];
    let fails = false;
    const { _batch: write } = DATABASE;
    const batch: typeof write = async (operations, options) => {
      batches.push(operations.length);
      if (fails) throw new Error('the disk is full');
      // The class's own types lack `_batch`, hence the cast.
      await write.call(level as unknown as typeof DATABASE, operations, options);
    };
    return { level: Object.assign(level, { _batch: batch }), batches, fail: () => (fails = true) };
  }

  it('that come at the same time are one batch, and each ends when all are written', async () => {
    const { level, batches } = await counted('together');
    await level.put('gone', 'x');
    await Promise.all([level.put('a', '1'), level.put('b', '2'), level.del('gone')]);
    await level.put('c', '3');
    const rows = await Promise.all(['a', 'b', 'c', 'gone'].map(async (key) => await level.get(key)));
    await level.close();

    expect(rows).toEqual(['1', '2', '3', undefined]);
    expect(batches).toEqual([1, 3, 1]);
  });

  it('take effect in their order on the same key', async () => {
    const { level } = await counted('order');
    await Promise.all([level.put('a', '1'), level.del('a'), level.put('a', '2')]);
    const row = await level.get('a');
    await level.close();

    expect(row).toBe('2');
  });

  it('that wait while the database is closed are written before', async () => {
    const { level, batches } = await counted('closed');
    const written = Promise.all([level.put('a', '1'), level.put('b', '2')]);
    await level.close();
    await written;
    await level.open();
    const rows = [await level.get('a'), await level.get('b')];
    await level.close();

    expect(batches).toEqual([2]);
    expect(rows).toEqual(['1', '2']);
  });

  it('do not keep the database open if they fail while it is closed', async () => {
    const { level, fail } = await counted('closed-failing');
    fail();
    const ended = await Promise.allSettled([level.put('a', '1'), level.close()]);

    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(level.status).toBe('closed');
  });

  it('all fail if the batch fails, and later ones are tried again', async () => {
    const { level, batches, fail } = await counted('fails');
    fail();
    const ended = await Promise.allSettled([level.put('a', '1'), level.put('b', '2')]);
    const later = await Promise.allSettled([level.put('c', '3')]);
    const row = await level.get('a');
    await level.close();

    expect([...ended, ...later].map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(batches).toEqual([2, 1]);
    expect(row).toBeUndefined();
  });
});
