/**
 * Guarantees that every job ends. Looks at each open job's rows and does what no worker could: goes on with interrupted
 * starts, sends lost messages again, takes tasks from dead workers, ends what is cancelled or past its deadline, closes.
 */
import type { Queue } from '../queues/queue.ts';
import { isoTime } from '../seams.ts';
import { CLOCK_SKEW_MS, JobRepository } from './job-repository.ts';
import { isEnded, isTerminal, type JobRow, type TaskError, type TaskRow } from './model.ts';
import { type SettleDeps, settleJob } from './settle-job.ts';
import { enqueueJob, taskMessage } from './start-job.ts';
import { cancelledError, deadlineError, lostError } from './task-errors.ts';

export interface PollDeps extends SettleDeps {
  readonly queue: Queue;
  /** When this invocation is cut off. */
  readonly until: number;
}

/** A task is given up when so many workers died on it. */
const MAX_LOST_LEASES = 3;
/** A queued task whose queue looks drained has lost its message; the look lags by a minute and more. */
const DRAINED_AFTER_MS = 3 * 60_000;
/** However full the queue looks: a message that is this old may be lost. Doubles with each resend; a double is harmless. */
const RESEND_AFTER_MS = 60 * 60_000;
/** Kept back from the invocation's time: jobs not reached are reached by the next poll. */
const RESERVE_MS = 5_000;

export async function pollJobs(deps: PollDeps): Promise<void> {
  const jobs = new JobRepository(deps.store);
  let drained: boolean | undefined;
  const isDrained = async (): Promise<boolean> => (drained ??= await looksDrained(deps.queue));
  for await (const jobId of jobs.open()) {
    if (deps.clock.now() > deps.until - RESERVE_MS) {
      deps.log.warn('The poller ran out of time; the next poll goes on.');
      return;
    }
    try {
      await advanceJob(jobId, isDrained, deps);
    } catch (error) {
      // One job's trouble must not keep the others from ending.
      deps.log.error('A job could not be advanced; the next poll tries again.', { job_id: jobId, error });
    }
  }
}

/** Brings one job as far as it gets without a worker. */
export async function advanceJob(jobId: string, isDrained: () => Promise<boolean>, deps: PollDeps): Promise<JobRow | undefined> {
  const jobs = new JobRepository(deps.store);
  const job = await jobs.get(jobId, { consistent: true });
  if (!job || isEnded(job.status)) return job;
  await resumeStart(job, jobs, deps);
  const lost: TaskRow[] = [];
  for await (const task of jobs.allTasks(job.job_id)) {
    if (isTerminal(task.status)) continue;
    if (await advanceTask(job, task, jobs, isDrained, deps)) lost.push(task);
  }
  if (lost.length > 0) {
    deps.log.warn('Tasks without a living message or worker were sent again.', { job_id: jobId, tasks: lost.length });
    await deps.queue.send(lost.map((task) => taskMessage(job, task.account_id)));
  }
  return await settleJob(job.job_id, deps);
}

async function resumeStart(job: JobRow, jobs: JobRepository, deps: PollDeps): Promise<void> {
  const now = deps.clock.now();
  if (job.status !== 'queued' || Date.parse(job.enqueue_until ?? '') > now - CLOCK_SKEW_MS) return;
  if (!(await jobs.resumeStart(job, deps.until))) return;
  deps.log.warn('A job whose start was interrupted is started again.', { job_id: job.job_id });
  await enqueueJob(job, deps);
}

/** True if the task needs a new message. */
async function advanceTask(
  job: JobRow,
  task: TaskRow,
  jobs: JobRepository,
  isDrained: () => Promise<boolean>,
  deps: PollDeps,
): Promise<boolean> {
  const now = deps.clock.now();
  if (isoTime(now) > job.deadline) {
    await endTask(task, deadlineError(job), jobs, now);
    return false;
  }
  const abandoned = task.status === 'in_progress' && Date.parse(task.lease_until ?? '') < now - CLOCK_SKEW_MS;
  if (job.cancel_requested_at !== undefined) {
    if (task.status === 'queued' || abandoned) await endTask(task, cancelledError, jobs, now);
    return false;
  }
  if (abandoned) {
    if (task.lost_leases + 1 < MAX_LOST_LEASES) return await jobs.takeBack(task, now);
    await endTask(task, lostError(MAX_LOST_LEASES), jobs, now);
    return false;
  }
  if (task.status !== 'queued') return false;
  const waited = now - Date.parse(task.enqueued_at);
  const overdue = waited > RESEND_AFTER_MS * 2 ** task.resends || (waited > DRAINED_AFTER_MS && (await isDrained()));
  return overdue && (await jobs.noteResend(task, now));
}

/** Counted on the job too, so that a worker that ends the last task after this sees that it was the last. */
async function endTask(task: TaskRow, error: TaskError, jobs: JobRepository, now: number): Promise<void> {
  if (await jobs.fail(task, error, now)) await jobs.count(task.job_id, 'failed');
}

async function looksDrained(queue: Queue): Promise<boolean> {
  const { visible, in_flight, delayed } = await queue.depth();
  return visible + in_flight + delayed === 0;
}
