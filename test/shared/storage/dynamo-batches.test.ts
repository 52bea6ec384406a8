import { type BatchGetCommand, type BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { DynamoStore } from '../../../shared/storage/dynamo-store.ts';
import type { Item } from '../../../shared/storage/store.ts';
import { ManualClock } from '../../support/fakes.ts';

const TABLE = 'Muster-JobTasks';
const row = (account: string) => ({ job_id: 'job-1', account_id: account });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`a${index}`));

/** A DynamoDB that leaves each account of `skipped` unprocessed the given number of times, and keeps the accounts of every batch. */
function storeThatSkips(skipped: Readonly<Record<string, number>>) {
  const left = new Map(Object.entries(skipped));
  const batches: (readonly string[])[] = [];
  const isSkipped = ({ account_id }: Item): boolean => {
    const times = left.get(String(account_id)) ?? 0;
    left.set(String(account_id), times - 1);
    return times > 0;
  };
  const answer = (accounts: readonly Item[]) => {
    batches.push(accounts.map(({ account_id }) => String(account_id)));
    const unprocessed = accounts.filter(isSkipped);
    return { unprocessed, processed: accounts.filter((item) => !unprocessed.includes(item)) };
  };
  const client = {
    send: async ({ input }: BatchGetCommand | BatchWriteCommand) => {
      const request = input.RequestItems?.[TABLE] ?? [];
      if ('Keys' in request) {
        const { unprocessed, processed } = answer(request.Keys ?? []);
        return { Responses: { [TABLE]: processed }, UnprocessedKeys: unprocessed.length > 0 ? { [TABLE]: { Keys: unprocessed } } : {} };
      }
      const { unprocessed } = answer(request.map(({ PutRequest: put }) => put?.Item ?? {}));
      return { UnprocessedItems: unprocessed.length > 0 ? { [TABLE]: unprocessed.map((Item) => ({ PutRequest: { Item } })) } : {} };
    },
  };
  const clock = new ManualClock(0);
  const documents = client as unknown as DynamoDBDocumentClient;
  const store = new DynamoStore({ client: documents, onceClient: documents, clock, tableName: () => TABLE });
  return { store, batches, clock };
}

describe("DynamoDB's batches", () => {
  it('hold at most 25 writes or 100 reads', async () => {
    const { store, batches } = storeThatSkips({});
    await store.putMany('job_tasks', rows(60));
    expect(batches.map((batch) => batch.length)).toEqual([25, 25, 10]);
    expect(await store.getMany('job_tasks', rows(230))).toHaveLength(230);
    expect(batches.slice(3).map((batch) => batch.length)).toEqual([100, 100, 30]);
  });

  it('write unprocessed rows again, after growing waits', async () => {
    const { store, batches, clock } = storeThatSkips({ a1: 2, a3: 1 });
    await store.putMany('job_tasks', rows(4));
    expect(batches).toEqual([['a0', 'a1', 'a2', 'a3'], ['a1', 'a3'], ['a1']]);
    expect(clock.now()).toBe(100 + 200);
  });

  it('read unprocessed keys again, and return each row once', async () => {
    const { store, batches, clock } = storeThatSkips({ a0: 1, a2: 3 });
    const read = await store.getMany('job_tasks', rows(3));
    expect(batches).toEqual([['a0', 'a1', 'a2'], ['a0', 'a2'], ['a2'], ['a2']]);
    expect(read).toHaveLength(3);
    expect(read).toEqual(expect.arrayContaining(rows(3)));
    expect(clock.now()).toBe(100 + 200 + 400);
  });

  it.each(['putMany', 'getMany'] as const)('fail if a row is never processed: %s', async (method) => {
    const { store, batches } = storeThatSkips({ a1: 99 });
    await expect(store[method]('job_tasks', rows(2))).rejects.toThrow('job_tasks unprocessed 10 times in a row');
    expect(batches).toHaveLength(10);
  });
});
