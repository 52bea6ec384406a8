/** The interface of an operation's work on one account. `run-task.ts` calls it while the task holds the account. */
import type { AccountFacts } from '../connections/account-repository.ts';
import type { AccountRow, LastRun } from '../connections/model.ts';
import type { Stage } from '../observability/stages.ts';
import type { TakenLease } from './account-lease.ts';
import type { JobRow, TaskError, TaskRow } from './model.ts';
import type { Operation } from './operation.ts';

/** Why a run has to stop before its work is done. */
export type StopReason = 'out_of_time' | 'cancelled';

export interface WorkContext<Totals extends object = object> {
  readonly job: JobRow;
  readonly task: TaskRow;
  /** The sum over the earlier attempts of the task. */
  readonly before: Totals | undefined;
  /** The account's row as it was after the task was claimed. */
  readonly account: AccountRow;
  readonly lease: TakenLease;
  /** Reads whether no later run has taken the account. */
  readonly isNewest: () => Promise<boolean>;
  /**
   * Whether the attempt has the time of a whole invocation. One that began late in its invocation has less, so what it did not get done does
   * not show that the work takes too long.
   */
  readonly hasWholeTime: boolean;
  /** The queue will not deliver the message again, so transient errors are final too. */
  readonly lastTry: boolean;
  /** Times the parts of the work, by the stages that its operation lists. */
  readonly stage: Stage;
  /** Logs an error of Muster's own that ends only a part of the work, which `about` names, and counts the account among those with faults. */
  readonly reportFault: (error: unknown, about: object) => void;
  /** The work calls it often, and stops as soon as it returns a reason. */
  readonly stop: () => Promise<StopReason | undefined>;
  /** Adds requests that the attempt sent to a cloud. They are kept however the attempt ends. */
  readonly addApiCalls: (requests: number) => void;
}

/** The result of an attempt that has worked on the account, to its end or to where it stopped. */
export interface WorkDone<Totals extends object = object> {
  /** The sum over this attempt and those before it. Absent if it is the same as `before`. */
  readonly totals?: Totals;
  /** Where a later attempt continues, in the operation's own shape; a few KB at most. Absent if nothing is left to do. */
  readonly position?: object;
  /** How the task ends if nothing is left to do. */
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
  /** Absent if the attempt was not stopped. */
  readonly stopped?: StopReason;
  /** Facts about the account that this attempt has found, for the account's row. */
  readonly found: AccountFacts;
}

/** The result of an attempt that could not work on the account at all. */
export interface WorkFailed {
  readonly failure: TaskError;
  /** Whether a later attempt may succeed. */
  readonly retryable: boolean;
}

export interface AccountWork<Totals extends object = object> {
  readonly operation: Operation<Totals>;
  /** @throws ConditionFailed if a newer run has taken the account */
  run(context: WorkContext<Totals>): Promise<WorkDone<Totals> | WorkFailed>;
  /** Facts about an ended task for the account's row, besides `last_<operation>`. `found` are those of the task's last attempt. */
  endTask?(last: LastRun, found: AccountFacts): AccountFacts;
}
