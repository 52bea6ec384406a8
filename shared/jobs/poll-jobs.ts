/**
 * The poller guarantees that every job ends. It reads the rows of each open job and does what no worker can: it continues interrupted
 * starts, sends lost messages again, takes tasks from dead workers, fails tasks that are cancelled or past the deadline, and closes jobs.
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

/** A task fails when this many workers have died while they held it. */
const MAX_LOST_LEASES = 3;
/** If the queue looks empty, a task that was queued this long ago has lost its message. The queue's depth lags by a minute and more. */
const DRAINED_AFTER_MS = 3 * 60_000;
/** A message this old may be lost even if the queue does not look empty. The time doubles with each resend; a duplicate message is harmless. */
const RESEND_AFTER_MS = 60 * 60_000;
/** The poller stops this long before its invocation is cut off; the next poll takes the remaining jobs. */
const RESERVE_MS = 5_000;
const JOBS_AT_ONCE = 4;
/** Writes to one job's tasks at once. More would make DynamoDB throttle the job's partition (docs/scale.md). */
const WRITES_AT_ONCE = 8;

type IsDrained = (job: JobRow) => Promise<boolean>;

export async function pollJobs(deps: PollDeps): Promise<void> {
  const jobs = new JobRepository(deps.store);
  const drained = new Map<string, Promise<boolean>>();
  const isDrained: IsDrained = async (job) => {
    const answer = drained.get(job.operation) ?? looksDrained(queueOf(deps.queues, job));
    drained.set(job.operation, answer);
    return await answer;
  };
  const open: JobId[] = [];
  for await (const jobId of jobs.open()) open.push(jobId);
  // Each minute another job is the first, so that no job waits for ever behind the same others when time is short.
  const first = (Math.floor(deps.clock.now() / 60_000) * JOBS_AT_ONCE) % Math.max(1, open.length);
  await pLimit(JOBS_AT_ONCE).map([...open.slice(first), ...open.slice(0, first)], async (jobId) => {
    if (isOutOfTime(deps)) return;
    try {
      await advanceJob(jobId, isDrained, deps);
    } catch (error) {
      // An error in one job must not keep the others from ending.
      deps.log.error('A job could not be advanced; the next poll tries again.', { job_id: jobId, error });
    }
  });
  if (isOutOfTime(deps)) deps.log.warn('The poller ran out of time; the next poll goes on.');
  // Also counted when no job is open, because an alarm fires when no poll has reached this line.
  deps.metrics.count('poll', {}, { OpenJobs: open.length });
}

/** Does everything for one job that needs no worker, until the invocation's time runs short. Returns the job's row afterwards. */
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
    // The job's counter is raised too, so that a worker that ends the last task after this closes the job.
    if (ended > 0) await settleIfDone(await jobs.count(job.job_id, 'failed', ended), deps);
    if (isOutOfTime(deps)) return job;
  }
  return open > 0 ? job : await settleJob(job.job_id, deps);
}

async function resumeStart(job: JobRow, jobs: JobRepository, deps: PollDeps): Promise<void> {
  const now = deps.clock.now();
  if (job.status === 'queued' && isoTime(now) > job.deadline) {
    // The missing tasks are written only so that they can be failed. Another function may still be starting the job; it is not waited for.
    await writeTasks(job, deps);
    return;
  }
  if (job.status !== 'queued' || Date.parse(job.enqueue_until ?? '') > now - CLOCK_SKEW_MS) return;
  if (!(await jobs.resumeStart(job, deps.until))) return;
  deps.log.warn('A job whose start was interrupted is started again.', { job_id: job.job_id });
  await enqueueJob(job, deps);
}

/** `ended`: the task was failed. `lost`: the task needs a new message. `left`: there is nothing to do. */
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
