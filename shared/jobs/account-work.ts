/** What an operation does with an account that its task holds. The protocol around it is `run-task.ts`. */
import type { AccountFacts } from '../connections/account-repository.ts';
import type { AccountRow } from '../connections/model.ts';
import type { Stage } from '../observability/stages.ts';
import type { TakenLease } from './account-lease.ts';
import type { JobRow, TaskError, TaskRow } from './model.ts';
import type { Operation } from './operation.ts';

/** Why a run should stop before it is through. */
export type StopReason = 'out_of_time' | 'cancelled';

export interface WorkContext<Totals extends object = object> {
  readonly job: JobRow;
  readonly task: TaskRow;
  /** What earlier attempts of the task have done. */
  readonly before: Totals | undefined;
  /** As it was read when the task was claimed. */
  readonly account: AccountRow;
  readonly lease: TakenLease;
  /** The message will not come again: what failed for a passing reason is final too. */
  readonly lastTry: boolean;
  /** Times what the work does, by the stages that its operation names. */
  readonly stage: Stage;
  /** To be asked now and then. */
  readonly stop: () => Promise<StopReason | undefined>;
}

/** As far as the work came. */
export interface WorkDone<Totals extends object = object> {
  /** What this attempt and those before it have done. Absent: as `before`. */
  readonly totals?: Totals;
  /** Requests to a cloud by this attempt. */
  readonly api_calls?: number;
  /** Where a later attempt goes on, in the operation's own terms: a few KB at most. Absent if nothing is left. */
  readonly position?: object;
  /** How the task ends if nothing is left. */
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
  readonly stopped?: StopReason;
  readonly found: AccountFacts;
}

/** The account could not be worked on at all. */
export interface WorkFailed {
  readonly failure: TaskError;
  /** Whether a later attempt may succeed. */
  readonly mayPass: boolean;
  readonly api_calls: number;
}

export interface AccountWork<Totals extends object = object> {
  readonly operation: Operation<Totals>;
  /** @throws ConditionFailed if a newer run has taken over the account */
  run(context: WorkContext<Totals>): Promise<WorkDone<Totals> | WorkFailed>;
  /** What the account's row says of a task that has ended, besides `last_<operation>`. */
  endTask?(end: Pick<TaskRow, 'status' | 'error'>): AccountFacts;
  /** Undoes what a task has made that others failed meanwhile. The account is still held. */
  disown?(job: JobRow, task: TaskRow): Promise<void>;
}
