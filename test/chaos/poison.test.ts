import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { queueNamed, queuesEmpty, startDemo, functionNamed } from './support/in-process.ts';
import { expectNothingLost } from './support/nothing-lost.ts';

const ACCOUNTS = 8;
/** The size that SQS allows for a message. */
const MAX_BYTES = 1024 * 1024;

/** Bodies that do not name a task. */
const UNREADABLE: readonly string[] = [
  'not JSON',
  ' ',
  '{"job_id":"inv',
  'null',
  '[]',
  '7',
  '"text"',
  '{}',
  '{"job_id":7,"account_id":"aws:112233445566"}',
  '{"job_id":"","account_id":""}',
  '{"__proto__":{"job_id":"inv-1","account_id":"aws:112233445566"}}',
  // Longer than a table's key may be.
  `{"job_id":"${'x'.repeat(3000)}","account_id":"aws:112233445566"}`,
  `{"job_id":"inv-1","account_id":"${'x'.repeat(2000)}"}`,
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'x'.repeat(MAX_BYTES),
  '\n'.repeat(MAX_BYTES),
];

describe('messages that are not tasks', () => {
  it('end as dead letters, and the job ends as usual', async () => {
    const running = await startDemo(ACCOUNTS);
    const { api, sqs, platform } = running;
    const url = queueNamed(platform, 'InventoryQueue');
    const send = async (body: string): Promise<void> => {
      await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
    };
    const before = await api.start({ service: 's3', accounts: ['112233445566'] });
    const ended = await api.ended(before.job_id);
    const { job_id } = await api.start();
    await api.reached(job_id, 1);

    for (const body of UNREADABLE) await send(body);
    const foreign = [
      { job_id: 'inv-none', account_id: 'aws:112233445566' },
      { job_id: ended.job_id, account_id: 'aws:112233445566' },
      { job_id, account_id: 'aws:999999999999' },
      { job_id: `${job_id}/plan`, account_id: 'aws:112233445566' },
      { job_id, account_id: 'aws:112233445566', hops: -1, more: 'x'.repeat(1000) },
    ];
    for (const body of foreign) await send(JSON.stringify(body));
    await expect(send('x'.repeat(MAX_BYTES + 1))).rejects.toThrow('must be shorter than 1048576 bytes');
    const job = await api.ended(job_id);

    expect(job).toMatchObject({
      status: 'completed_with_errors',
      total_accounts: ACCOUNTS,
      completed: ACCOUNTS - 2,
      partial: 1,
      failed: 1,
    });
    await queuesEmpty(running);
    const told = await running.printed(functionNamed(platform, 'DeadLetterHandler'));
    expect(told.match(/A dead letter is not a task message/g)).toHaveLength(UNREADABLE.length);
    expect(await api.job(ended.job_id)).toEqual(ended);
    await expectNothingLost(api);
  });
});

describe('requests that are too large', () => {
  it('are refused, and the platform continues to serve', async () => {
    const { api } = await startDemo(1);
    // Larger than the API takes, than a function takes, and than the gateway takes.
    const sizes = [300 * 1024, 7 * 1024 * 1024, 12 * 1024 * 1024];

    const answers = await Promise.all(
      sizes.map((bytes) => api.request('POST', '/jobs', { operation: 'inventory', client_token: 'x'.repeat(bytes) })),
    );

    expect(answers.map(({ status }) => status)).toEqual([413, 413, 413]);
    expect(await api.jobs()).toEqual([]);
    const { job_id } = await api.start();
    expect(await api.ended(job_id)).toMatchObject({ status: 'completed', total_accounts: 1 });
  });
});
