/** Closes a job whose every task has ended: recounts the rows, starts the follow-up, writes the end. */
import { InvalidRequest, Conflict } from '../errors.ts';
import { NO_COUNTS, type RunCounts } from '../inventory/model.ts';
import type { JobId } from '../ids.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type Clock, isoTime, type Log } from '../seams.ts';
import { redactText } from '../redact.ts';
import { sumUpResults } from '../scan/sum-up-results.ts';
import type { Store } from '../storage/store.ts';
import type { JobStarter } from './job-api.ts';
import { followUpToken } from './follow-up.ts';
import { countEndedJob } from './job-metrics.ts';
import { JobRepository } from './job-repository.ts';
import {
  isEnded,
  isTerminal,
  type JobRow,
  type JobStatus,
  type JobTotals,
  type ExportSummary,
  MAX_FOLLOW_UP_ACCOUNTS,
  type ScanSummary,
  type TaskRow,
} from './model.ts';
import { readPlan } from './plan.ts';
import { addCounts, addExports, addNumbers, addScans } from './totals.ts';

export interface SettleDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly starter: JobStarter;
  /** When this invocation is cut off. */
  readonly until: number;
  /** Of functions that may end an export. */
  readonly closeNight?: CloseNight;
}

/** `incomplete`: without all of its accounts, even if their tasks have completed. `busy`: others are at it, to be tried again. */
export type ClosedNight = 'done' | 'incomplete' | 'busy';

/** What an export's accounts have written becomes a night. May be repeated. */
export type CloseNight = (job: JobRow, tasks: AsyncIterable<TaskRow>, until: number) => Promise<ClosedNight>;

/** A follow-up that cannot be started for this long after the deadline is given up: the job must end. */
export const FOLLOW_UP_GRACE_MS = 60_000;

/** Asks for the recount that closes a job, if its counters hint that every task has ended. */
export async function settleIfDone(job: JobRow | undefined, deps: SettleDeps): Promise<void> {
  if (job && job.completed + job.partial + job.failed >= job.total_accounts) await settleJob(job.job_id, deps);
}

/** Closes the job if, and only if, each of its tasks has ended. The job as it is then. */
export async function settleJob(jobId: JobId, deps: SettleDeps): Promise<JobRow | undefined> {
  const jobs = new JobRepository(deps.store);
  const job = await jobs.get(jobId, { consistent: true });
  if (!job || isEnded(job.status)) return job;
  const recount = new Recount();
  for await (const task of jobs.allTasks(jobId)) {
    if (!isTerminal(task.status)) return job;
    recount.add(task);
  }
  if (recount.tasks !== job.total_accounts) return job;
  let status = recount.status(job);
  if (job.operation === 'scan') await beforeTheEnd(job, deps, 'The results of a scan', () => sumUpResults(deps.store, deps.clock.now()));
  // A cancelled export names no night, and one that wrote nothing neither: what there was before stays what there is.
  if (job.operation === 'export' && (status === 'completed' || status === 'completed_with_errors')) {
    const { closeNight } = deps;
    // The API, which may end what it cancels, leaves exports to the poller.
    if (!closeNight) return job;
    const night = await beforeTheEnd(job, deps, 'The night of an export', () => closeNight(job, jobs.allTasks(jobId), deps.until));
    if (night === 'busy' && deps.clock.now() < Date.parse(job.deadline)) return job;
    if (night !== 'done') status = 'completed_with_errors';
  }
  const followUp = await startFollowUp(job, status, deps);
  const now = deps.clock.now();
  const closed = await jobs.close(jobId, { ...recount.counts, status, totals: recount.totals(), completed_at: isoTime(now), ...followUp });
  if (closed) {
    countEndedJob(closed, deps.metrics);
    deps.log.info('Job ended.', { job_id: jobId, status, ...recount.counts });
    if (isoTime(now) > job.deadline) deps.log.warn('Job ended by its deadline.', { job_id: jobId, deadline: job.deadline });
  }
  return closed ?? (await jobs.get(jobId, { consistent: true }));
}

/** What all accounts make together is made before the job ends, but never keeps it from ending: undefined if it could not be made. */
async function beforeTheEnd<T>(job: JobRow, deps: SettleDeps, what: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (deps.clock.now() < Date.parse(job.deadline)) throw error;
    deps.log.error('What a job sums up at its end could not be written; the next one does it.', { job_id: job.job_id, what, error });
    return undefined;
  }
}

async function startFollowUp(job: JobRow, status: JobStatus, deps: SettleDeps): Promise<Pick<JobRow, 'then_job_id' | 'then_error'>> {
  if (!job.then || (status !== 'completed' && status !== 'completed_with_errors')) return {};
  try {
    const everyAccount = job.then.operation === 'export' || job.scope.accounts === '*';
    const accounts = job.then.accounts ?? (everyAccount ? '*' : await sameAccounts(job, deps.store));
    const { job_id } = await deps.starter.start({ ...job.then, accounts, client_token: followUpToken(job) });
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

/** Sums up task rows. */
class Recount {
  tasks = 0;
  readonly counts = { completed: 0, partial: 0, failed: 0 };
  readonly #slices: Record<string, number> = {};
  readonly #byType: Record<string, number> = {};
  #runCounts: RunCounts = NO_COUNTS;
  #hasCancelled = false;
  #lastFailedAt = '';
  readonly #missing = new Set<string>();
  #apiCalls = 0;
  #scan: ScanSummary | undefined;
  #export: ExportSummary | undefined;

  add(task: TaskRow): void {
    this.tasks += 1;
    if (task.status === 'completed' || task.status === 'partial' || task.status === 'failed') this.counts[task.status] += 1;
    this.#runCounts = addCounts(this.#runCounts, task.counts);
    addNumbers(this.#slices, task.slices);
    addNumbers(this.#byType, task.resources_by_type);
    this.#apiCalls += task.api_calls;
    if (task.scan) this.#scan = addScans(this.#scan, task.scan);
    if (task.error?.class === 'cancelled') this.#hasCancelled = true;
    if (task.status === 'failed' && task.finished_at && task.finished_at > this.#lastFailedAt) this.#lastFailedAt = task.finished_at;
    if (task.export) this.#export = addExports(this.#export, task.export);
    for (const permission of task.missing_permissions) this.#missing.add(permission);
  }

  /** An export of which nothing was left to cancel has made its night, or is about to. */
  status({ operation, cancel_requested_at }: JobRow): JobStatus {
    const isCut = (since: string): boolean => operation !== 'export' || this.#hasCancelled || this.#lastFailedAt > since;
    if (cancel_requested_at !== undefined && isCut(cancel_requested_at)) return 'cancelled';
    if (this.counts.completed === this.tasks) return 'completed';
    return this.counts.failed === this.tasks ? 'failed' : 'completed_with_errors';
  }

  totals(): JobTotals {
    return {
      counts: this.#runCounts,
      slices: this.#slices,
      resources_by_type: sorted(this.#byType),
      api_calls: this.#apiCalls,
      ...(this.#scan && { scan: this.#scan }),
      ...(this.#export && { export: this.#export }),
      missing_permissions: [...this.#missing].toSorted(),
    };
  }
}

const sorted = (numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(numbers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
