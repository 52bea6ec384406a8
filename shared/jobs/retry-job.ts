/** Retries the failed and partial accounts of a job that has ended, as a new job: an ended job never changes. */
import { Conflict, NotFound } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import type { JobStarter, StartedJob } from './job-api.ts';
import { JobRepository } from './job-repository.ts';
import { isEnded } from './model.ts';

export interface RetryDeps {
  readonly store: Store;
  readonly starter: JobStarter;
}

/** @throws NotFound, Conflict if the job has not ended or nothing of it failed */
export async function retryJob(jobId: string, { store, starter }: RetryDeps): Promise<StartedJob> {
  const job = await new JobRepository(store).get(jobId, { consistent: true });
  if (!job) throw new NotFound(`There is no job ${JSON.stringify(jobId.slice(0, 100))}.`);
  if (!isEnded(job.status)) throw new Conflict(`The job ${job.job_id} is ${job.status}; it can be retried when it has ended.`);
  if (job.operation === 'export') throw new Conflict(`The job ${job.job_id} is an export, which is whole or made anew; start another.`);
  if (job.completed === job.total_accounts) throw new Conflict(`The job ${job.job_id} has no failed or partial account to retry.`);
  const { operation, service, policy, scope } = job;
  const what = policy === undefined ? { service, regions: scope.regions === '*' ? ('*' as const) : [...scope.regions] } : { policy };
  return await starter.start({ operation, ...what, retry_of: job.job_id });
}
