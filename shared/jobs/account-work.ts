/** What an operation does with an account that its task holds. The protocol around it is `run-task.ts`. */
import type { CloudError } from '../clouds/cloud-error.ts';
import type { SliceKey } from '../inventory/model.ts';
import type { StopReason } from '../inventory/slice-runner.ts';
import type { AccountFacts } from '../connections/account-repository.ts';
import type { AccountRow } from '../connections/model.ts';
import type { TakenLease } from './account-lease.ts';
import type { JobRow, Operation, TaskError, TaskRow } from './model.ts';
import type { TaskProgress } from './task-progress.ts';

export interface WorkContext {
  readonly job: JobRow;
  readonly task: TaskRow;
  /** As it was read when the task was claimed. */
  readonly account: AccountRow;
  readonly lease: TakenLease;
  /** The message will not come again: what failed for a passing reason is final too. */
  readonly lastTry: boolean;
  /** To be asked now and then. */
  readonly stop: () => Promise<StopReason | undefined>;
}

/** As far as the work came. */
export interface WorkDone {
  readonly progress: TaskProgress;
  /** To be done by a later attempt. */
  readonly left: readonly SliceKey[];
  /** How the task ends if nothing is left. */
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
  readonly stopped?: StopReason;
  readonly found: AccountFacts;
}

/** The account could not be worked on at all. */
export interface WorkFailed {
  readonly failure: CloudError;
  readonly api_calls: number;
}

export interface AccountWork {
  readonly operation: Operation;
  /** @throws ConditionFailed if a newer run has taken over the account */
  run(context: WorkContext): Promise<WorkDone | WorkFailed>;
  /** Undoes what a task has made that others failed meanwhile. The account is still held. */
  disown?(job: JobRow, task: TaskRow): Promise<void>;
  /** What the account's row says of a task that has ended. */
  told(end: Pick<TaskRow, 'job_id' | 'status' | 'error'>, at: string): AccountFacts;
}

/** Of the account's row: how its newest task of an operation ended. */
export const lastRun = ({ job_id, status, error }: Pick<TaskRow, 'job_id' | 'status' | 'error'>, at: string) => ({
  job_id,
  status,
  at,
  ...(error && { error: error.message }),
});
