import { afterAll, beforeAll } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedSqs, startSqs } from '../../support/embedded-sqs.ts';
import { describeQueueContract } from './queue-contract.ts';

/** A message may become visible a little later than it should. */
const MARGIN_MS = 100;

let sqs: EmbeddedSqs;

beforeAll(async () => {
  sqs = await startSqs();
});

afterAll(async () => {
  await sqs.close();
});

describeQueueContract("SQS's protocol", async (shape) => {
  const [main, deadLetters] = await sqs.createPair(shape);
  return {
    queue: main.queue,
    consumer: main,
    deadLetters,
    pass: async (seconds) => {
      await sleep(seconds * 1000 + MARGIN_MS);
    },
  };
});
