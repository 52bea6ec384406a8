/** Closes a job when each of its tasks has ended: recounts the task rows, starts the follow-up, and writes the job's end. */
import { InvalidRequest, Conflict } from '../errors.ts';
import type { Outbox } from '../events/outbox.ts';
import type { JobId } from '../ids.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type Clock, isoTime, type Log } from '../seams.ts';
import { redactText } from '../redact.ts';
import type { Store } from '../storage/store.ts';
import type { JobStarter } from './job-api.ts';
import { followUpToken, readFollowUp } from './follow-up.ts';
import { jobEnded } from './job-event.ts';
import { countEndedJob } from './job-metrics.ts';
import { JobRepository } from './job-repository.ts';
import { isEnded, isTerminal, type JobRow, type JobStatus, MAX_FOLLOW_UP_ACCOUNTS, type TaskRow } from './model.ts';
import { type JobEnd, type Operation, operationOf, type Operations } from './operation.ts';
import { readPlan } from './plan.ts';
import { cancelledError } from './task-errors.ts';

export interface SettleDeps {
  readonly store: Store;
  /** Tells that the job has ended. */
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly starter: JobStarter;
  /** When this invocation is cut off, in milliseconds since 1970. */
  readonly until: number;
  readonly operations: Operations;
}

/** The job ends without its follow-up if the follow-up still cannot be started this long after the deadline. */
export const FOLLOW_UP_GRACE_MS = 60_000;

/** Calls `settleJob` if the job's counters, which are hints, say that every task has ended. */
export async function settleIfDone(job: JobRow | undefined, deps: SettleDeps): Promise<void> {
  if (job && job.completed + job.partial + job.failed >= job.total_accounts) await settleJob(job.job_id, deps);
}

/** Closes the job if, and only if, each of its tasks has ended. Returns the job's row afterwards. */
export async function settleJob(jobId: JobId, deps: SettleDeps): Promise<JobRow | undefined> {
  const jobs = new JobRepository(deps.store);
  const job = await jobs.get(jobId, { consistent: true });
  if (!job || isEnded(job.status)) return job;
  const operation = operationOf(deps.operations, job);
  const recount = new Recount(operation);
  for await (const task of jobs.allTasks(jobId)) {
    if (!isTerminal(task.status)) return job;
    recount.add(task);
  }
  if (recount.tasks !== job.total_accounts) return job;
  let status = recount.status(job);
  const end = await endByOperation(job, status, recount.totals, operation, deps);
  if (end.outcome === 'elsewhere') return job;
  if (end.outcome === 'incomplete' && status === 'completed') status = 'completed_with_errors';
  const followUp = await startFollowUp(job, status, deps);
  const now = deps.clock.now();
  const { counts, api_calls } = recount;
  const totals = end.totals ?? recount.totals;
  const event = jobEnded({ ...job, ...counts, status }, isoTime(now));
  const outbox = deps.outbox.of('jobs', { job_id: jobId }, [event]);
  const closed = await jobs.close(jobId, {
    ...counts,
    status,
    ...(totals && { totals: { [operation.name]: totals } }),
    api_calls,
    completed_at: isoTime(now),
    ...followUp,
    ...outbox,
  });
  if (closed) {
    await deps.outbox.publishCaused('jobs', { job_id: jobId }, outbox);
    countEndedJob(closed, deps.metrics);
    deps.log.info('Job ended.', { job_id: jobId, status, ...counts });
    if (isoTime(now) > job.deadline) deps.log.warn('Job ended by its deadline.', { job_id: jobId, deadline: job.deadline });
  }
  return closed ?? (await jobs.get(jobId, { consistent: true }));
}

/** The operation's `endJob` has not succeeded until the job's deadline. */
interface Incomplete {
  readonly outcome: 'incomplete';
  readonly totals?: undefined;
}

/** Calls the operation's `endJob`. If it fails, the job stays open until its deadline, but never longer. */
async function endByOperation(
  job: JobRow,
  status: JobStatus,
  totals: object | undefined,
  operation: Operation,
  deps: SettleDeps,
): Promise<JobEnd | Incomplete> {
  if (!operation.endJob) return { outcome: 'done' };
  const jobs = new JobRepository(deps.store);
  const { store, clock, log, until } = deps;
  try {
    return await operation.endJob(job, { store, clock, log, until, status, totals, tasks: () => jobs.allTasks(job.job_id) });
  } catch (error) {
    if (clock.now() < Date.parse(job.deadline)) throw error;
    log.error('A job ends at its deadline without what its operation makes of all accounts together.', { job_id: job.job_id, error });
    return { outcome: 'incomplete' };
  }
}

async function startFollowUp(job: JobRow, status: JobStatus, deps: SettleDeps): Promise<Pick<JobRow, 'then_job_id' | 'then_error'>> {
  if (!job.then || (status !== 'completed' && status !== 'completed_with_errors')) return {};
  try {
    const takesAccounts = operationOf(deps.operations, job.then).takes.includes('accounts');
    const everyAccount = !takesAccounts || job.scope.accounts === '*';
    const requested = await readFollowUp(deps.store, job.plan_id, job.then);
    const accounts = requested.accounts ?? (everyAccount ? '*' : await sameAccounts(job, deps.store));
    const { customer_id } = job;
    const { job_id } = await deps.starter.start({ ...requested, accounts, client_token: followUpToken(job), customer_id });
    return { then_job_id: job_id };
  } catch (error) {
    const refused = error instanceof InvalidRequest || error instanceof Conflict;
    if (!refused && deps.clock.now() < Date.parse(job.deadline) + FOLLOW_UP_GRACE_MS) throw error;
    deps.log.warn('A follow-up job could not be started.', { job_id: job.job_id, error });
    return { then_error: error instanceof Error ? redactText(error.message) : 'The follow-up could not be started.' };
  }
}

async function sameAccounts(job: JobRow, store: Store): Promise<string[] | '*'> {
  const ids = await readPlan(store, job.plan_id);
  return ids.length > MAX_FOLLOW_UP_ACCOUNTS ? '*' : [...ids];
}

/** The sum over task rows of a job, and the status that a job of these tasks gets from it. */
export class Recount {
  tasks = 0;
  api_calls = 0;
  totals: object | undefined;
  readonly counts = { completed: 0, partial: 0, failed: 0 };
  readonly #operation: Operation;
  #hasCancelled = false;

  constructor(operation: Operation) {
    this.#operation = operation;
  }

  add(task: TaskRow): void {
    this.tasks += 1;
    if (task.status === 'completed' || task.status === 'partial' || task.status === 'failed') this.counts[task.status] += 1;
    this.api_calls += task.api_calls;
    const done = task.totals?.[this.#operation.name];
    if (done) this.totals = this.#operation.summarize(this.totals, done);
    if (task.error?.class === cancelledError.class) this.#hasCancelled = true;
  }

  status({ cancel_requested_at }: Pick<JobRow, 'cancel_requested_at'>): JobStatus {
    if (this.#operation.publishesWhatIsDone ? this.#hasCancelled : cancel_requested_at !== undefined) return 'cancelled';
    if (this.counts.completed === this.tasks) return 'completed';
    return this.counts.failed === this.tasks ? 'failed' : 'completed_with_errors';
  }
}
