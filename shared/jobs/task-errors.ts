/** Why a task ended without success, where the reason is the job's and not the cloud's. */
import type { JobRow, Operation, TaskError, TaskRow } from './model.ts';

/** A retry covers what failed; an export is whole or made anew, so no retry of one is taken. */
const anew = (operation: Operation): string => (operation === 'export' ? 'start "muster exports run"' : 'retry the job');

export const cancelledError: TaskError = { class: 'cancelled', error_code: 'Cancelled', message: 'The job was cancelled.' };

export const deadlineError = (job: JobRow): TaskError => ({
  class: 'deadline',
  error_code: 'DeadlineExceeded',
  message: `The job's deadline, ${job.deadline}, passed before this account was done; ${anew(job.operation)}.`,
});

export const disabledError = ({ account_id }: TaskRow): TaskError => ({
  class: 'invalid',
  error_code: 'DisabledAccount',
  message: `The account ${account_id} was disabled; enable it with "muster accounts enable ${account_id}".`,
});

export const noAccountError = ({ account_id }: TaskRow): TaskError => ({
  class: 'invalid',
  error_code: 'UnknownAccount',
  message: `The account ${account_id} is no longer registered; register it again with "muster accounts add ${account_id}".`,
});

export const lostError = (operation: Operation, workers: number): TaskError => ({
  class: 'lost',
  error_code: 'WorkerLost',
  message: `${workers} workers died on this account without a word; see the worker's log and ${anew(operation)}.`,
});

export const deadLetteredError = (operation: Operation): TaskError => ({
  class: 'dead_lettered',
  error_code: 'DeadLettered',
  message: `The account's message was received as often as the queue allows without success; see the worker's log and ${anew(operation)}.`,
});
