import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { SqsQueue } from '../../../shared/queues/sqs-queue.ts';
import { ManualClock } from '../../support/fakes.ts';

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId: string;
  readonly DelaySeconds?: number;
}

/** An SQS that refuses each message of `refused` the given number of times, and keeps the batches that it gets. */
function queueThatRefuses(refused: ReadonlyMap<string, number>) {
  const left = new Map(refused);
  const batches: (readonly string[])[] = [];
  const entries: Entry[] = [];
  const client = {
    send: async ({ input }: { input: { Entries: readonly Entry[] } }) => {
      entries.push(...input.Entries);
      batches.push(input.Entries.map(({ MessageBody }) => MessageBody));
      const failed = input.Entries.filter(({ MessageBody }) => (left.get(MessageBody) ?? 0) > 0);
      for (const { MessageBody } of failed) left.set(MessageBody, (left.get(MessageBody) ?? 0) - 1);
      return { Failed: failed.map(({ Id }) => ({ Id })) };
    },
  };
  const clock = new ManualClock(0);
  const queue = new SqsQueue({ client: client as unknown as SQSClient, url: 'http://queue', clock });
  return { queue, batches, entries, clock };
}

const messages = (count: number) => Array.from({ length: count }, (_, index) => ({ body: index, group: 'job' }));

describe('sending to SQS', () => {
  it('sends ten to a batch', async () => {
    const { queue, batches } = queueThatRefuses(new Map());
    await queue.send(messages(23));
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    await queue.send([]);
    expect(batches).toHaveLength(3);
  });

  it('sends the entries again that SQS refused in a response with status 200', async () => {
    const { queue, batches } = queueThatRefuses(new Map([['2', 2]]));
    await queue.send(messages(4));
    expect(batches).toEqual([['0', '1', '2', '3'], ['2'], ['2']]);
  });

  it('fails if SQS never accepts a message', async () => {
    const { queue, batches } = queueThatRefuses(new Map([['1', 99]]));
    await expect(queue.send(messages(2))).rejects.toThrow('SQS refused 1 messages 5 times in a row.');
    expect(batches).toEqual([['0', '1'], ['1'], ['1'], ['1'], ['1']]);
  });

  it('waits longer before each retry, and does not wait if SQS accepts everything', async () => {
    const { queue, clock } = queueThatRefuses(new Map([['3', 3]]));
    await queue.send(messages(3));
    expect(clock.now()).toBe(0);
    await queue.send(messages(4));
    expect(clock.now()).toBe(200 + 400 + 800);
  });

  it('gives each entry its group, and its delay if it has one', async () => {
    const { queue, entries } = queueThatRefuses(new Map());
    await queue.send([
      { body: { a: 1 }, group: 'job-1', delay_seconds: 0 },
      { body: null, group: 'job-2', delay_seconds: 900 },
    ]);
    expect(entries).toEqual([
      { Id: '0', MessageBody: '{"a":1}', MessageGroupId: 'job-1' },
      { Id: '1', MessageBody: 'null', MessageGroupId: 'job-2', DelaySeconds: 900 },
    ]);
  });
});
