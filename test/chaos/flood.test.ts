import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StartedJob } from '../../shared/jobs/job-api.ts';
import { demoAccounts } from '../../shared/clouds/aws/demo/accounts.ts';
import type { Api } from './support/api.ts';
import { expectJobsEnded, expectNothingLost } from './support/nothing-lost.ts';
import { startProcess, temporaryFolder } from './support/processes.ts';

const ACCOUNTS = 60;
/** The stage's limit, in requests per second. */
const LIMIT = 100;
const SECONDS = 2;
const TICKS_PER_SECOND = 20;
/** One of this many requests starts a job. */
const JOB_EVERY = 10;

const ids = demoAccounts(ACCOUNTS).map(({ account_id }) => account_id);
const READS = [
  '/jobs?limit=5',
  '/accounts?limit=5',
  `/resources?account_id=${ids[0]}&type=AWS::S3::Bucket`,
  '/jobs/none',
  '/jobs?limit=none',
  '/summary',
];

interface Answer {
  readonly status: number;
  readonly job?: StartedJob;
}

async function ask(api: Api, index: number): Promise<Answer> {
  if (index % JOB_EVERY !== 0) {
    const answer = await api.request('GET', READS[index % READS.length] ?? '/jobs');
    await answer.arrayBuffer();
    return { status: answer.status };
  }
  const request = {
    operation: 'inventory',
    service: 's3',
    accounts: [ids[(index / JOB_EVERY) % ids.length]],
    client_token: `flood:${index}`,
  };
  const answer = await api.request('POST', '/jobs', request);
  const body = await answer.text();
  return { status: answer.status, ...(answer.status === 202 ? { job: JSON.parse(body) as StartedJob } : {}) };
}

describe("an API flooded at ten times its stage's limit", () => {
  it('accepts or throttles each request, never fails, and runs every job that it has accepted', async () => {
    const { api } = await startProcess({ data: await temporaryFolder(), options: ['--no-job', '--accounts', String(ACCOUNTS)] });
    await api.register(demoAccounts(ACCOUNTS));

    // Each tick sends its requests without waiting for earlier responses.
    const asked: Promise<Answer>[] = [];
    for (let tick = 0; tick < SECONDS * TICKS_PER_SECOND; tick++) {
      for (let each = 0; each < (10 * LIMIT) / TICKS_PER_SECOND; each++) asked.push(ask(api, asked.length));
      await sleep(1000 / TICKS_PER_SECOND);
    }
    const answers = await Promise.all(asked);

    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    expect(Object.keys(counts).filter((status) => !/^(200|202|400|404|429)$/.test(status))).toEqual([]);
    expect(counts[429]).toBeGreaterThan(answers.length / 2);
    const promised = answers.flatMap(({ job }) => (job ? [job.job_id] : []));
    expect(promised.length).toBeGreaterThan(0);
    for (const id of promised) expect(await api.ended(id)).toMatchObject({ total_accounts: 1 });
    expect((await expectJobsEnded(api)).map(({ job_id }) => job_id).toSorted()).toEqual(promised.toSorted());

    const { job_id } = await api.start({ service: 's3' });
    await api.ended(job_id);
    await expectNothingLost(api, { service: 's3' });
  });
});
