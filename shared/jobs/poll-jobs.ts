/**
 * Guarantees that every job ends. Looks at each open job's rows and does what no worker could: goes on with interrupted
 * starts, sends lost messages again, takes tasks from dead workers, ends what is cancelled or past its deadline, closes.
 */
import pLimit from 'p-limit';
import type { Queue } from '../queues/queue.ts';
import type { JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { reportEndedTask } from './job-metrics.ts';
import { CLOCK_SKEW_MS, isAbandoned, JobRepository } from './job-repository.ts';
import { isEnded, isTerminal, type JobRow, type TaskError, type TaskRow } from './model.ts';
import { operationOf } from './operation.ts';
import { type SettleDeps, settleIfDone, settleJob } from './settle-job.ts';
import { enqueueJob, type EnqueueDeps, queueOf, taskMessage, writeTasks } from './start-job.ts';
import { cancelledError, deadlineError, lostError } from './task-errors.ts';

export interface PollDeps extends SettleDeps, Pick<EnqueueDeps, 'queues'> {}

/** A task is given up when so many workers died on it. */
const MAX_LOST_LEASES = 3;
/** A queued task whose queue looks drained has lost its message; the look lags by a minute and more. */
const DRAINED_AFTER_MS = 3 * 60_000;
/** However full the queue looks: a message that is this old may be lost. Doubles with each resend; a double is harmless. */
const RESEND_AFTER_MS = 60 * 60_000;
/** Kept back from the invocation's time: jobs not reached are reached by the next poll. */
const RESERVE_MS = 5_000;
const JOBS_AT_ONCE = 4;
/** Of one job; more make DynamoDB throttle the job's partition (docs/scale.md). */
const WRITES_AT_ONCE = 8;

type IsDrained = (job: JobRow) => Promise<boolean>;

export async function pollJobs(deps: PollDeps): Promise<void> {
  const jobs = new JobRepository(deps.store);
  const drained = new Map<string, Promise<boolean>>();
  const isDrained: IsDrained = async (job) => {
    const looked = drained.get(job.operation) ?? looksDrained(queueOf(deps.queues, job));
    drained.set(job.operation, looked);
    return await looked;
  };
  const open: JobId[] = [];
  for await (const jobId of jobs.open()) open.push(jobId);
  // Each minute another job is the first: where time is short, none waits for ever behind the same others.
  const first = (Math.floor(deps.clock.now() / 60_000) * JOBS_AT_ONCE) % Math.max(1, open.length);
  await pLimit(JOBS_AT_ONCE).map([...open.slice(first), ...open.slice(0, first)], async (jobId) => {
    if (isOutOfTime(deps)) return;
    try {
      await advanceJob(jobId, isDrained, deps);
    } catch (error) {
      // One job's trouble must not keep the others from ending.
      deps.log.error('A job could not be advanced; the next poll tries again.', { job_id: jobId, error });
    }
  });
  if (isOutOfTime(deps)) deps.log.warn('The poller ran out of time; the next poll goes on.');
  // Counted when there is no job too: an alarm tells when polls no longer come to their end.
  deps.metrics.count('poll', {}, { OpenJobs: open.length });
}

/** Brings one job as far as it gets without a worker, and within the time there is. */
export async function advanceJob(jobId: string, isDrained: IsDrained, deps: PollDeps): Promise<JobRow | undefined> {
  const jobs = new JobRepository(deps.store);
  const job = await jobs.get(jobId, { consistent: true });
  if (!job || isEnded(job.status)) return job;
  await resumeStart(job, jobs, deps);
  const limit = pLimit(WRITES_AT_ONCE);
  let open = 0;
  for await (const page of jobs.taskPages(job.job_id)) {
    const advance = async (task: TaskRow) => ({
      task,
      done: isOutOfTime(deps) ? 'left' : await advanceTask(job, task, jobs, isDrained, deps),
    });
    const advanced = await limit.map(
      page.filter(({ status }) => !isTerminal(status)),
      advance,
    );
    const ended = advanced.filter(({ done }) => done === 'ended').length;
    open += advanced.length - ended;
    const lost = advanced.filter(({ done }) => done === 'lost').map(({ task }) => task);
    if (lost.length > 0) {
      deps.log.warn('Tasks without a living message or worker were sent again.', { job_id: jobId, tasks: lost.length });
      await queueOf(deps.queues, job).send(lost.map((task) => taskMessage(job, task.account_id)));
    }
    // Counted on the job too, so that a worker that ends the last task after this sees that it was the last.
    if (ended > 0) await settleIfDone(await jobs.count(job.job_id, 'failed', ended), deps);
    if (isOutOfTime(deps)) return job;
  }
  return open > 0 ? job : await settleJob(job.job_id, deps);
}

async function resumeStart(job: JobRow, jobs: JobRepository, deps: PollDeps): Promise<void> {
  const now = deps.clock.now();
  if (job.status === 'queued' && isoTime(now) > job.deadline) {
    // Nobody will work on it: its tasks are written to be ended, and whoever may still be at its start is not waited for.
    await writeTasks(job, deps);
    return;
  }
  if (job.status !== 'queued' || Date.parse(job.enqueue_until ?? '') > now - CLOCK_SKEW_MS) return;
  if (!(await jobs.resumeStart(job, deps.until))) return;
  deps.log.warn('A job whose start was interrupted is started again.', { job_id: job.job_id });
  await enqueueJob(job, deps);
}

/** `lost`: the task needs a new message. */
async function advanceTask(
  job: JobRow,
  task: TaskRow,
  jobs: JobRepository,
  isDrained: IsDrained,
  deps: PollDeps,
): Promise<'ended' | 'lost' | 'left'> {
  const now = deps.clock.now();
  const operation = operationOf(deps.operations, job);
  const end = async (error: TaskError) => {
    if (!(await jobs.fail(task, error, now))) return 'left';
    reportEndedTask(task, job.operation, { status: 'failed', error }, deps);
    return 'ended';
  };
  if (isoTime(now) > job.deadline) return await end(deadlineError(job, operation));
  const abandoned = isAbandoned(task, now);
  if (job.cancel_requested_at !== undefined) return task.status === 'queued' || abandoned ? await end(cancelledError) : 'left';
  if (abandoned) {
    if (task.lost_leases + 1 >= MAX_LOST_LEASES) return await end(lostError(operation, MAX_LOST_LEASES));
    return (await jobs.takeBack(task, now)) ? 'lost' : 'left';
  }
  if (task.status !== 'queued') return 'left';
  const waited = now - Date.parse(task.enqueued_at);
  const overdue = waited > RESEND_AFTER_MS * 2 ** task.resends || (waited > DRAINED_AFTER_MS && (await isDrained(job)));
  return overdue && (await jobs.noteResend(task, now)) ? 'lost' : 'left';
}

const isOutOfTime = ({ clock, until }: PollDeps): boolean => clock.now() > until - RESERVE_MS;

async function looksDrained(queue: Queue): Promise<boolean> {
  const { visible, in_flight, delayed } = await queue.depth();
  return visible + in_flight + delayed === 0;
}
