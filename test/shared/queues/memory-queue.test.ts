import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryQueue, type MemoryQueueOptions } from '../../support/memory-queue.ts';
import { type Consumer, describeQueueContract } from './queue-contract.ts';

const consumerOf = (queue: MemoryQueue): Consumer => ({
  receive: async (max) => queue.receive(max),
  delete: async (receipt) => queue.delete(receipt),
});

describeQueueContract('the queue in memory', async (shape) => {
  const clock = new ManualClock();
  const deadLetters = new MemoryQueue({ clock, visibilitySeconds: shape.visibilitySeconds });
  const queue = new MemoryQueue({ clock, ...shape, deadLetters });
  return {
    queue,
    consumer: consumerOf(queue),
    deadLetters: consumerOf(deadLetters),
    pass: async (seconds) => clock.advance(seconds * 1000),
  };
});

function setUp(options: Partial<MemoryQueueOptions> = {}) {
  const clock = new ManualClock(0);
  return { clock, queue: new MemoryQueue({ clock, visibilitySeconds: 30, ...options }) };
}

const messages = (...all: readonly unknown[]) => all.map((body) => ({ body, group: 'job' }));
const bodiesOf = (queue: MemoryQueue, max: number) => queue.receive(max).map(({ body }) => JSON.parse(body) as unknown);

describe('the queue in memory', () => {
  it('hands out the oldest message first', async () => {
    const { queue } = setUp();
    await queue.send(messages(1, 2, 3));
    expect(bodiesOf(queue, 2)).toEqual([1, 2]);
    await queue.send(messages(4));
    expect(bodiesOf(queue, 10)).toEqual([3, 4]);
  });

  it('hands out the picked message, and every message once', async () => {
    const counts: number[] = [];
    const { queue } = setUp({
      pick: (count) => {
        counts.push(count);
        return count - 1;
      },
    });
    await queue.send(messages(1, 2, 3));
    expect(new Set(bodiesOf(queue, 10))).toEqual(new Set([1, 2, 3]));
    expect(counts).toEqual([3, 2, 1]);
  });

  it.each([-1, 1, 0.5])('refuses a pick of %s out of one', async (place) => {
    const { queue } = setUp({ pick: () => place });
    await queue.send(messages(1));
    expect(() => queue.receive()).toThrow('must be an integer from 0 to 0');
  });

  it('knows when the next message becomes visible', async () => {
    const { queue, clock } = setUp();
    expect(queue.nextVisibleAt()).toBeUndefined();
    await queue.send([...messages('now'), { body: 'later', group: 'job', delay_seconds: 60 }]);
    expect(queue.nextVisibleAt()).toBe(60_000);
    const [received] = queue.receive();
    expect(queue.nextVisibleAt()).toBe(30_000);
    await queue.delayRedelivery(received?.receipt ?? '', 90);
    expect(queue.nextVisibleAt()).toBe(60_000);
    clock.advance(60_000);
    expect(queue.nextVisibleAt()).toBe(90_000);
    queue.delete(received?.receipt ?? '');
    expect(queue.nextVisibleAt()).toBeUndefined();
  });

  // fauxqs forgets a receipt with its time; SQS lets the newest receipt delete until the message is received again.
  it('deletes with the newest receipt even after its visibility timeout', async () => {
    const { queue, clock } = setUp();
    await queue.send(messages(1, 2));
    const [first] = queue.receive();
    clock.advance(30_000);
    expect(await queue.depth()).toMatchObject({ visible: 2 });
    queue.delete(first?.receipt ?? '');
    expect(bodiesOf(queue, 10)).toEqual([2]);
  });

  it('hands out no message twice in one response, even with a visibility timeout of 0', async () => {
    const { queue } = setUp({ visibilitySeconds: 0 });
    await queue.send(messages(1, 2));
    expect(bodiesOf(queue, 10)).toEqual([1, 2]);
    expect(bodiesOf(queue, 10)).toEqual([1, 2]);
  });

  it('refuses what SQS refuses', async () => {
    const { queue } = setUp();
    await expect(queue.send([{ body: 1, group: 'job', delay_seconds: 901 }])).rejects.toThrow('from 0 to 900');
    await expect(queue.send(messages('x'.repeat(2 ** 20)))).rejects.toThrow('from 1 to 1048576');
    expect(() => queue.receive(11)).toThrow('from 1 to 10');
    await queue.send(messages(1));
    const [received] = queue.receive();
    await expect(queue.delayRedelivery(received?.receipt ?? '', 1.5)).rejects.toThrow('takes an integer');
    expect(() => new MemoryQueue({ clock: new ManualClock(), visibilitySeconds: 1, maxReceiveCount: 3 })).toThrow('one of them is missing');
  });

  it('counts correctly over many messages, redeliveries and deletions', async () => {
    let seed = 7;
    const { queue, clock } = setUp({ pick: (count) => (seed = (seed * 48_271) % 2_147_483_647) % count });
    await queue.send(messages(...Array.from({ length: 3000 }, (_, index) => index)));
    const deleted = new Set<unknown>();
    for (let round = 0; deleted.size < 3000 && round < 100; round++) {
      for (let batch = queue.receive(10); batch.length > 0; batch = queue.receive(10)) {
        for (const { receipt, body, receive_count } of batch.filter((_, index) => (index + round) % 2 === 0)) {
          expect(receive_count).toBe(round + 1);
          expect(deleted.has(body)).toBe(false);
          deleted.add(body);
          queue.delete(receipt);
        }
      }
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 3000 - deleted.size, delayed: 0 });
      clock.advance(30_000);
    }
    expect(deleted.size).toBe(3000);
  });
});
