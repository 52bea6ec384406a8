import type { SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type JobId, parseAccountId } from '../../../shared/ids.ts';
import type { TaskMessage } from '../../../shared/jobs/model.ts';
import { consumeTasks } from '../../../shared/platform/consume-tasks.ts';
import { World } from '../../support/world.ts';

const ACCOUNTS = ['aws:111111111111', 'aws:222222222222', 'aws:333333333333'];
const [LOST = ''] = ACCOUNTS;

let world: World;
let jobId: JobId;
/** The accounts in the order in which their sessions were opened and closed. */
let log: string[];

const batchOf = (messages: readonly TaskMessage[]): SQSEvent =>
  ({
    Records: messages.map((message, index) => ({
      messageId: String(index),
      receiptHandle: String(index),
      body: JSON.stringify(message),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  }) as unknown as SQSEvent;

const consume = async (messages: readonly TaskMessage[], workerMs = 60_000) =>
  await consumeTasks(batchOf(messages), world.clock.now() + workerMs, { ...world.deps(), maxReceiveCount: 5 });

const lostLeases = async () => (await world.jobs.task(jobId, parseAccountId(LOST)))?.lost_leases;

beforeEach(async () => {
  world = await World.withAccounts(...ACCOUNTS);
  log = [];
  const open = world.cloud.session.bind(world.cloud);
  world.cloud.session = async (accountId) => {
    const session = await open(accountId);
    log.push(`open ${accountId}`);
    return { ...session, close: () => log.push(`close ${accountId}`) };
  };
  jobId = (await world.start()).job_id;
  // A worker takes the first account's task and dies; the task's lease expires.
  const task = (await world.jobs.task(jobId, parseAccountId(LOST)))!;
  await world.jobs.claim(task, world.clock.now() + 1_000, world.clock.now());
  world.clock.advance(10 * 60_000);
});

const messages = (): readonly TaskMessage[] => ACCOUNTS.map((account_id) => ({ job_id: jobId, account_id }) as TaskMessage);

describe('a batch of tasks', () => {
  it('runs a task that has lost a worker by itself, after the others', async () => {
    expect(await consume(messages())).toEqual({ batchItemFailures: [] });

    expect(log).toHaveLength(6);
    expect(log.slice(-2)).toEqual([`open ${LOST}`, `close ${LOST}`]);
    expect(await world.job(jobId)).toMatchObject({ status: 'completed', completed: 3 });
    expect(await lostLeases()).toBe(1);
  });

  it('runs such a task at once if it is the only one', async () => {
    await consume(messages().slice(0, 1));

    expect(log).toEqual([`open ${LOST}`, `close ${LOST}`]);
  });

  it('leaves such a task to another invocation if the others took more than half of the time', async () => {
    world.queue.messages.length = 0;
    world.cloud.onPage = () => world.clock.advance(40_000);

    expect(await consume(messages())).toEqual({ batchItemFailures: [] });

    expect(log).not.toContain(`open ${LOST}`);
    expect(world.queue.messages.map(({ body }) => (body as TaskMessage).account_id)).toContain(LOST);
  });
});
