/** The metrics and the log record that the engine writes when a job or a task ends, and when a task begins. */
import type { Metrics } from '../observability/metrics.ts';
import type { StageName } from '../observability/stages.ts';
import type { Log } from '../seams.ts';
import type { JobRow, TaskError, TaskRow } from './model.ts';

/**
 * A job over listed accounts counts for the alarms from so many accounts on. One over fewer was started by a person, who looks at how it
 * ends; it would show a share of failed accounts that says nothing of the organization.
 */
const WATCHED_ACCOUNTS = 100;

/** @param job the row after the job has ended */
export function countEndedJob(job: JobRow, metrics: Metrics): void {
  const { operation, status, created_at, completed_at = created_at, partial, failed, scope, total_accounts } = job;
  metrics.count('job', { operation, status }, { JobsEnded: 1, JobSeconds: secondsBetween(created_at, completed_at) });
  const isWatched = total_accounts > 0 && (scope.accounts === '*' || total_accounts >= WATCHED_ACCOUNTS);
  // The accounts of a cancelled job failed because somebody cancelled it, which no alarm need report.
  if (!isWatched || status === 'cancelled') return;
  const percent = (accounts: number): number => (100 * accounts) / total_accounts;
  metrics.count('accounts', { operation }, { FailedAccounts: percent(failed), PartialAccounts: percent(partial) });
}

export interface EndedTask {
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
  /** Whether an error of Muster's own ended a part of the work. */
  readonly isFaulty?: boolean;
}

/** The classes of the errors of tasks that failed for a reason of Muster's own. */
const FAULTS: readonly string[] = ['fault', 'lost', 'dead_lettered'];

/** Counts the task, and logs it with the fields by which operators group failures. The error's message is in the task's row only. */
export function reportEndedTask(
  { job_id, account_id, attempt }: Pick<TaskRow, 'job_id' | 'account_id' | 'attempt'>,
  operation: string,
  { status, error, isFaulty = false }: EndedTask,
  { metrics, log }: { readonly metrics: Metrics; readonly log: Log },
): void {
  metrics.count('task', { operation, outcome: status }, { TasksEnded: 1 });
  if (isFaulty || (error && FAULTS.includes(error.class))) metrics.count('fault', { operation }, { AccountsWithFaults: 1 });
  const cause = error && {
    error_class: error.class,
    error_code: error.error_code,
    ...(error.permission && { permission: error.permission }),
  };
  log.info('Task ended.', { job_id, account_id, operation, status, attempt, ...cause });
}

/** Counts how long a task that now begins has waited in the queue. */
export function countWait({ operation }: Pick<JobRow, 'operation'>, { enqueued_at }: TaskRow, now: number, metrics: Metrics): void {
  metrics.count('stage', { operation, stage: 'queue' }, { StageSeconds: Math.max(0, now - Date.parse(enqueued_at)) / 1000 });
}

export function countStages({ operation }: Pick<JobRow, 'operation'>, seconds: ReadonlyMap<StageName, number>, metrics: Metrics): void {
  for (const [stage, StageSeconds] of seconds) metrics.count('stage', { operation, stage }, { StageSeconds });
}

const secondsBetween = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from)) / 1000;
