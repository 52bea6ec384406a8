/** Retries the failed and partial accounts of an ended job. The retry is a new job, because an ended job never changes. */
import { Conflict, NotFound } from '../errors.ts';
import type { CustomerId } from '../ids.ts';
import type { Store } from '../storage/store.ts';
import type { JobStarter, StartedJob } from './job-api.ts';
import { JobRepository } from './job-repository.ts';
import { isEnded } from './model.ts';
import { operationOf, type Operations } from './operation.ts';

export interface RetryDeps {
  readonly store: Store;
  readonly starter: JobStarter;
  readonly operations: Operations;
  /** The customer whose user retries the job. */
  readonly customer_id?: CustomerId | undefined;
}

/** @throws NotFound, Conflict if the job has not ended, cannot be retried, or has no failed or partial account */
export async function retryJob(jobId: string, { store, starter, operations, customer_id }: RetryDeps): Promise<StartedJob> {
  const job = await new JobRepository(store).get(jobId, { consistent: true });
  if (!job) throw new NotFound(`There is no job ${JSON.stringify(jobId.slice(0, 100))}.`);
  if (!isEnded(job.status)) throw new Conflict(`The job ${job.job_id} is ${job.status}; it can be retried when it has ended.`);
  const { takes, noRetry } = operationOf(operations, job);
  if (noRetry !== undefined) throw new Conflict(`The job ${job.job_id} cannot be retried: ${noRetry}; start another.`);
  if (job.completed === job.total_accounts) throw new Conflict(`The job ${job.job_id} has no failed or partial account to retry.`);
  const { operation, service, policy, scope } = job;
  return await starter.start({
    operation,
    ...(takes.includes('service') && { service }),
    ...(takes.includes('policy') && policy !== undefined && { policy }),
    ...(takes.includes('regions') && { regions: scope.regions === '*' ? ('*' as const) : [...scope.regions] }),
    retry_of: job.job_id,
    customer_id,
  });
}
