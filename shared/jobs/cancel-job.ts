/** Cancels a job: queued tasks end at once, and tasks that a worker holds end when the worker next reads the job's row. */
import { Conflict, NotFound } from '../errors.ts';
import { JobRepository } from './job-repository.ts';
import { isEnded, type JobRow } from './model.ts';
import { advanceJob, type PollDeps } from './poll-jobs.ts';

/** @throws NotFound, Conflict if the job has ended */
export async function cancelJob(jobId: string, deps: PollDeps): Promise<JobRow> {
  const jobs = new JobRepository(deps.store);
  const job = await jobs.get(jobId, { consistent: true });
  if (!job) throw new NotFound(`There is no job ${JSON.stringify(jobId.slice(0, 100))}.`);
  const cancelled = isEnded(job.status) ? undefined : await jobs.requestCancel(job.job_id, deps.clock.now());
  if (!cancelled) {
    const { status } = (await jobs.get(jobId, { consistent: true })) ?? job;
    throw new Conflict(`The job ${job.job_id} has ended already (${status}).`);
  }
  return (await advanceJob(job.job_id, () => Promise.resolve(false), deps)) ?? cancelled;
}
