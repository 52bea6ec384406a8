/** Why a task ended without success, where the reason is the job's and not the cloud's. */
import type { JobRow, TaskError, TaskRow } from './model.ts';
import type { Operation } from './operation.ts';

type Again = Pick<Operation, 'again'>;

export const cancelledError: TaskError = { class: 'cancelled', error_code: 'Cancelled', message: 'The job was cancelled.' };

export const deadlineError = (job: JobRow, { again }: Again): TaskError => ({
  class: 'deadline',
  error_code: 'DeadlineExceeded',
  message: `The job's deadline, ${job.deadline}, passed before this account was done; ${again}.`,
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

export const lostError = ({ again }: Again, workers: number): TaskError => ({
  class: 'lost',
  error_code: 'WorkerLost',
  message: `${workers} workers died while they worked on this account and reported no error; see the worker's log and ${again}.`,
});

export const deadLetteredError = ({ again }: Again): TaskError => ({
  class: 'dead_lettered',
  error_code: 'DeadLettered',
  message: `The account's message was received as often as the queue allows without success; see the worker's log and ${again}.`,
});
