import { describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../shared/clouds/aws/demo/accounts.ts';
import type { StartedJob } from '../../shared/jobs/job-api.ts';
import type { JobRow } from '../../shared/jobs/model.ts';
import { queuesEmpty, startDemo } from './support/in-process.ts';
import { expectJobsEnded, expectNothingLost, REFUSED_ACCOUNT } from './support/nothing-lost.ts';

const ACCOUNTS = 16;
const JOBS = 64;
const CANCELLED_EVERY = 8;
const RETRIED = 3;

const ids = demoAccounts(ACCOUNTS).map(({ account_id }) => account_id);
const HANDFUL = ids.slice(2, 5);
const SERVICES = ['s3', 'iam'] as const;

/** Every eighth job covers the same three accounts, the others one account each in turn; their services alternate too. */
const requestOf = (index: number) => ({
  service: SERVICES[Math.floor(index / 8) % SERVICES.length] ?? 's3',
  accounts: index % 8 === 0 ? HANDFUL : [ids[index % ids.length] ?? ''],
});

function peacefulEnd(accounts: readonly string[]): Partial<JobRow> {
  const failed = accounts.filter((id) => id === REFUSED_ACCOUNT).length;
  const status = failed === 0 ? 'completed' : failed < accounts.length ? 'completed_with_errors' : 'failed';
  return { status, completed: accounts.length - failed, failed };
}

describe('64 jobs at once', () => {
  it('over shared and other accounts, some cancelled and some retried, each end with their own counts', async () => {
    const running = await startDemo(ACCOUNTS);
    const { api } = running;
    const expected = Array.from({ length: JOBS }, (_, index) => requestOf(index));

    const started = await Promise.all(expected.map((request) => api.start(request)));
    const cancelled = new Set<string>();
    for (const { job_id } of started.filter((_, index) => index % CANCELLED_EVERY === CANCELLED_EVERY - 1).toReversed()) {
      const { status } = await api.request('POST', `/jobs/${job_id}/cancel`);
      // The first jobs may have ended already.
      expect([202, 409]).toContain(status);
      if (status === 202) cancelled.add(job_id);
    }
    const ended: JobRow[] = [];
    for (const { job_id } of started) ended.push(await api.ended(job_id));
    const unfinished = ended.filter((job) => job.completed < job.total_accounts).slice(0, RETRIED);
    const retried: JobRow[] = [];
    for (const { job_id } of unfinished) {
      const again = await api.send<StartedJob>('POST', `/jobs/${job_id}/retry`);
      retried.push(await api.ended(again.job_id));
    }

    expect(cancelled.size).toBeGreaterThan(0);
    for (const [index, job] of ended.entries()) {
      const { accounts } = expected[index] ?? { accounts: [] };
      expect(job).toMatchObject({
        total_accounts: accounts.length,
        ...(cancelled.has(job.job_id) ? { status: 'cancelled' } : peacefulEnd(accounts)),
      });
    }
    expect(retried).toHaveLength(RETRIED);
    for (const job of retried) {
      const tasks = await api.tasks(job.retry_of ?? '');
      const accounts = tasks.filter(({ status }) => status !== 'completed').map(({ account_id }) => account_id);
      expect(job).toMatchObject({ total_accounts: accounts.length, ...peacefulEnd(accounts) });
    }
    expect(await expectJobsEnded(api)).toHaveLength(JOBS + retried.length);
    await queuesEmpty(running);

    for (const service of SERVICES) {
      const { job_id } = await api.start({ service });
      await api.ended(job_id);
      await expectNothingLost(api, { service });
    }
  });
});
