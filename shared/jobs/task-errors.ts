/** The errors that the engine itself gives a task. Errors of a cloud come from the operation's work. */
import type { JobRow, TaskError, TaskRow } from './model.ts';
import type { Operation } from './operation.ts';

type Remedy = Pick<Operation, 'remedy'>;

export const cancelledError: TaskError = { class: 'cancelled', error_code: 'Cancelled', message: 'The job was cancelled.' };

export const deadlineError = (job: JobRow, { remedy }: Remedy): TaskError => ({
  class: 'deadline',
  error_code: 'DeadlineExceeded',
  message: `The job's deadline, ${job.deadline}, passed before this account was done; ${remedy}.`,
});

export const disabledError = ({ account_id }: TaskRow): TaskError => ({
  class: 'invalid',
  error_code: 'DisabledAccount',
  message: `The account ${account_id} was disabled; an administrator enables it with "muster accounts enable ${account_id}".`,
});

export const noAccountError = ({ account_id }: TaskRow): TaskError => ({
  class: 'invalid',
  error_code: 'UnknownAccount',
  message: `The account ${account_id} is no longer registered; an administrator registers it again with "muster accounts add ${account_id}".`,
});

export const lostError = ({ remedy }: Remedy, workers: number): TaskError => ({
  class: 'lost',
  error_code: 'WorkerLost',
  message: `${workers} workers died while they worked on this account and reported no error; see the worker's log and ${remedy}.`,
});

export const deadLetteredError = ({ remedy }: Remedy): TaskError => ({
  class: 'dead_lettered',
  error_code: 'DeadLettered',
  message: `The account's message was received as often as the queue allows without success; see the worker's log and ${remedy}.`,
});
