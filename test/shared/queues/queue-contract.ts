/**
 * The contract of every `Queue`, with receive and delete, which Lambda's poller uses. It runs against the queue in memory and
 * against SQS's protocol. Only tests that wait for a time to pass use times of seconds; tests that something has not happened
 * yet use ten minutes.
 */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Queue } from '../../../shared/queues/queue.ts';
import type { ReceivedMessage } from '../../support/memory-queue.ts';

export interface Consumer {
  /** Receives at most `max` (default 1) messages, without waiting for any. */
  receive(max?: number): Promise<readonly ReceivedMessage[]>;
  delete(receipt: string): Promise<void>;
}

export interface QueueUnderTest {
  readonly queue: Queue;
  readonly consumer: Consumer;
  /** Receives from the dead-letter queue of `queue`. */
  readonly deadLetters: Consumer;
  /** Lets at least this much time pass. */
  readonly pass: (seconds: number) => Promise<void>;
  readonly close?: () => Promise<void>;
}

export interface QueueShape {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
}

const LONG_SECONDS = 600;
const NOT_IN_FLIGHT = /not in flight|not available for visibility timeout change/;

const message = (body: unknown, more: { readonly delay_seconds?: number; readonly group?: string } = {}) => ({
  body,
  group: 'job-1',
  ...more,
});
const bodies = (received: readonly ReceivedMessage[]): unknown[] => received.map(({ body }) => JSON.parse(body) as unknown);

async function receiveAll(consumer: Consumer): Promise<ReceivedMessage[]> {
  const all: ReceivedMessage[] = [];
  for (let batch = await consumer.receive(10); batch.length > 0; batch = await consumer.receive(10)) all.push(...batch);
  return all;
}

async function receiveOne(consumer: Consumer): Promise<ReceivedMessage> {
  const [received] = await consumer.receive();
  if (!received) throw new Error('No message was receivable.');
  return received;
}

export function describeQueueContract(name: string, create: (shape: QueueShape) => Promise<QueueUnderTest>): void {
  describe(`${name} as a queue`, () => {
    let open: QueueUnderTest | undefined;
    const start = async (shape: Partial<QueueShape> = {}) => {
      open = await create({ visibilitySeconds: LONG_SECONDS, maxReceiveCount: 5, ...shape });
      return open;
    };
    afterEach(async () => {
      await open?.close?.();
    });

    it('takes any number of messages of any group and hands out each once, ten at most at a time', async () => {
      const { queue, consumer } = await start();
      const sent = Array.from({ length: 33 }, (_, index) => ({ index, text: 'ä"\n' }));
      await queue.send(sent.map((body, index) => message(body, { group: `job-${index % 3}` })));
      await queue.send([]);

      const first = await consumer.receive(10);
      const all = [...first, ...(await receiveAll(consumer))];

      expect(first.length).toBeLessThanOrEqual(10);
      expect(bodies(all)).toHaveLength(33);
      expect(bodies(all)).toEqual(expect.arrayContaining(sent));
      expect(new Set(all.map(({ message_id }) => message_id)).size).toBe(33);
      expect(all.every(({ receive_count }) => receive_count === 1)).toBe(true);
    });

    it('hands out one message unless asked for more', async () => {
      const { queue, consumer } = await start();
      await queue.send([message(1), message(2)]);
      expect(await consumer.receive()).toHaveLength(1);
    });

    it('counts what is visible, in flight and delayed', async () => {
      const { queue, consumer } = await start();
      await queue.send([message(1), message(2), message(3), message(4, { delay_seconds: 900 })]);
      expect(await queue.depth()).toEqual({ visible: 3, in_flight: 0, delayed: 1 });
      const { receipt } = await receiveOne(consumer);
      expect(await queue.depth()).toEqual({ visible: 2, in_flight: 1, delayed: 1 });
      await consumer.delete(receipt);
      expect(await queue.depth()).toEqual({ visible: 2, in_flight: 0, delayed: 1 });
    });

    it('keeps a delayed message back until its delay is over', async () => {
      const { queue, consumer, pass } = await start();
      await queue.send([
        message('soon', { delay_seconds: 1 }),
        message('later', { delay_seconds: 900 }),
        message('now', { delay_seconds: 0 }),
      ]);
      expect(bodies(await consumer.receive(1))).toEqual(['now']);
      await pass(1);
      expect(bodies(await receiveAll(consumer))).toEqual(['soon']);
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 2, delayed: 1 });
    });

    it('does not treat equal messages as duplicates', async () => {
      const { queue, consumer } = await start();
      await queue.send([message('twin')]);
      await queue.send([message('twin')]);
      const received = await receiveAll(consumer);
      expect(bodies(received)).toEqual(['twin', 'twin']);
      expect(received[0]?.message_id).not.toBe(received[1]?.message_id);
    });

    it('hides a received message from other receivers', async () => {
      const { queue, consumer } = await start();
      await queue.send([message(1)]);
      await receiveOne(consumer);
      expect(await consumer.receive(10)).toEqual([]);
    });

    it('hands out a message that was not deleted in time again, with a new receipt and one more receive', async () => {
      const { queue, consumer, pass } = await start({ visibilitySeconds: 1 });
      await queue.send([message({ task: 1 })]);
      const first = await receiveOne(consumer);
      await pass(1);
      const second = await receiveOne(consumer);
      expect(second).toEqual({ ...first, receipt: expect.any(String), receive_count: 2 });
      expect(second.receipt).not.toBe(first.receipt);
    });

    it('hands out a message again at once when its redelivery is delayed by 0 seconds', async () => {
      const { queue, consumer } = await start();
      await queue.send([message(1)]);
      const { receipt, message_id } = await receiveOne(consumer);
      await queue.delayRedelivery(receipt, 0);
      expect(await queue.depth()).toEqual({ visible: 1, in_flight: 0, delayed: 0 });
      expect(await receiveOne(consumer)).toMatchObject({ message_id, receive_count: 2 });
    });

    it('counts the time to a redelivery from when it is set, be it shorter or longer than before', async () => {
      const { queue, consumer, pass } = await start();
      await queue.send([message('shorter'), message('longer')]);
      for (const { receipt, body } of await receiveAll(consumer)) {
        await queue.delayRedelivery(receipt, JSON.parse(body) === 'shorter' ? 1 : 2 * LONG_SECONDS);
      }
      await pass(1);
      expect(bodies(await receiveAll(consumer))).toEqual(['shorter']);
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 2, delayed: 0 });
    });

    it('refuses to delay the redelivery of a message that is not in flight', async () => {
      const { queue, consumer } = await start();
      await queue.send([message(1)]);
      const { receipt } = await receiveOne(consumer);
      await queue.delayRedelivery(receipt, 0);
      await expect(queue.delayRedelivery(receipt, LONG_SECONDS)).rejects.toThrow(NOT_IN_FLIGHT);
      const newer = await receiveOne(consumer);
      await consumer.delete(newer.receipt);
      await expect(queue.delayRedelivery(newer.receipt, 0)).rejects.toThrow(NOT_IN_FLIGHT);
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 0, delayed: 0 });
    });

    it('deletes with the newest receipt, and ignores older and unknown ones', async () => {
      const { queue, consumer } = await start();
      await queue.send([message(1)]);
      const stale = await receiveOne(consumer);
      await queue.delayRedelivery(stale.receipt, 0);
      const newest = await receiveOne(consumer);
      await consumer.delete(stale.receipt);
      await consumer.delete('unknown');
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 1, delayed: 0 });
      await consumer.delete(newest.receipt);
      await consumer.delete(newest.receipt);
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 0, delayed: 0 });
    });

    it('moves a message that was received too often to the dead letters, with its body and id', async () => {
      const { queue, consumer, deadLetters } = await start({ maxReceiveCount: 2 });
      await queue.send([message({ poison: ['☠', 1] }), message('healthy')]);
      const seen = new Map<string, number>();
      for (let round = 1; round <= 2; round++) {
        for (const { receipt, message_id, body, receive_count } of await consumer.receive(10)) {
          seen.set(message_id, receive_count);
          if (JSON.parse(body) === 'healthy') await consumer.delete(receipt);
          else await queue.delayRedelivery(receipt, 0);
        }
      }
      expect([...seen.values()].toSorted((a, b) => a - b)).toEqual([1, 2]);
      expect(await deadLetters.receive(10)).toEqual([]);

      expect(await consumer.receive(10)).toEqual([]);

      const dead = await deadLetters.receive(10);
      expect(bodies(dead)).toEqual([{ poison: ['☠', 1] }]);
      expect(seen.get(dead[0]?.message_id ?? '')).toBe(2);
      expect(dead[0]?.receive_count).toBeGreaterThan(2);
      expect(await queue.depth()).toEqual({ visible: 0, in_flight: 0, delayed: 0 });
    });
  });
}
