/** Checks what must hold after every disturbance, through the API only, on a platform that is no longer disturbed. */
import { expect } from '@jest/globals';
import type { JobRequest } from '../../../shared/jobs/job-request.ts';
import { isEnded, isTerminal, type JobRow } from '../../../shared/jobs/model.ts';
import type { Api } from './api.ts';

/** The demo's account whose role cannot be assumed: its task fails in undisturbed runs too. */
export const REFUSED_ACCOUNT = 'aws:112496408529';
/** The demo's account that does not let its indexes be read: a job over all services reads it in part. */
const PARTIAL_ACCOUNT = 'aws:112408754208';

/** Checks that every job has ended, that each of its accounts has a row in an end state, and that the job's counts match the rows. */
export async function expectJobsEnded(api: Api): Promise<readonly JobRow[]> {
  const jobs = await api.jobs();
  for (const job of jobs) {
    const tasks = await api.tasks(job.job_id);
    const count = (status: string): number => tasks.filter((task) => task.status === status).length;
    expect({
      job_id: job.job_id,
      ended: isEnded(job.status),
      unfinished: tasks.filter((task) => !isTerminal(task.status)),
      total_accounts: job.total_accounts,
      completed: job.completed,
      partial: job.partial,
      failed: job.failed,
    }).toEqual({
      job_id: job.job_id,
      ended: true,
      unfinished: [],
      total_accounts: tasks.length,
      completed: count('completed'),
      partial: count('partial'),
      failed: count('failed'),
    });
    expect(new Set(tasks.map(({ account_id }) => account_id)).size).toBe(tasks.length);
  }
  return jobs;
}

/**
 * Checks that every job has ended and that the stored rows are those of an undisturbed run: one more run over the same estate
 * reads all of it and changes nothing, and no resource was ever written twice or deleted.
 * @param scope the accounts and services that the earlier runs have covered, if not all
 */
export async function expectNothingLost(api: Api, scope: Pick<JobRequest, 'service'> = {}): Promise<void> {
  const { job_id } = await api.start(scope);
  const again = await api.ended(job_id);
  const tasks = await api.tasks(job_id);
  const expected: Readonly<Record<string, string>> = {
    [REFUSED_ACCOUNT]: 'failed',
    ...(scope.service === undefined && { [PARTIAL_ACCOUNT]: 'partial' }),
  };
  expect(tasks.filter(({ status, account_id }) => status !== (expected[account_id] ?? 'completed'))).toEqual([]);
  const { counts } = again.totals?.inventory ?? {};
  expect(counts).toMatchObject({ added: 0, updated: 0, deleted: 0, restored: 0, unchanged: counts?.resources });
  expect(counts?.resources).toBeGreaterThan(0);

  const resources = (await api.resources()).filter(({ service }) => service === (scope.service ?? service));
  expect(new Set(resources.map(({ resource_uid }) => resource_uid)).size).toBe(resources.length);
  expect(resources).toHaveLength(counts?.resources ?? 0);
  expect(resources.filter(({ version, is_last }) => version !== 1 || is_last !== 1)).toEqual([]);
  await expectJobsEnded(api);
}
