/**
 * The interface between the engine and an operation: one object, in the operation's own folder. The engine imports no operation;
 * `shared/operations.ts` lists them. The work on an account has an interface of its own (`account-work.ts`), because only workers need it.
 */
import type { z } from 'zod';
import type { StageName } from '../observability/stages.ts';
import type { AccountId } from '../ids.ts';
import type { Clock, Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import type { JobRow, JobStatus, TaskRow } from './model.ts';

/** Fields of a request that only some operations take. */
export type RequestField = 'service' | 'policy' | 'accounts' | 'regions';

export interface Operation<Totals extends object = object> {
  /** The name in requests, rows and queues: `inventory`. */
  readonly name: string;
  /** The first part of its job ids: `inv`. */
  readonly idPrefix: string;
  readonly takes: readonly RequestField[];
  /** Part of an error message: why the operation takes none of the other fields, such as `an inventory has no policy`. */
  readonly takesNoOther: string;
  /** Whether its jobs cover the account. Absent: they cover every account. */
  readonly covers?: (accountId: AccountId) => boolean;
  /** Part of an error message: what it does not cover, such as `an inventory reads clouds`. Present if `covers` is. */
  readonly coversNoOther?: string;
  /** Part of an error message: why the operation's jobs cannot be retried. Absent if they can. */
  readonly noRetry?: string;
  /** Part of an error message: what a person does about a task that the engine has failed, such as `retry the job`. */
  readonly remedy: string;
  /**
   * A job of this operation counts as cancelled only if a task of it was cut off. Its status then follows from its task rows alone, so that
   * two functions that close it at once agree on whether it is published. Otherwise a job counts as cancelled once someone has asked for it.
   */
  readonly publishesWhatIsDone?: true;
  /** The stages by which its work on an account is timed, besides those that every task has. */
  readonly stages: readonly StageName[];
  /** Schema of the totals of one task, and of a whole job. The rows hold them under the operation's name in `totals`. */
  readonly totals: z.ZodType<Totals>;
  /** Adds a task's totals to the sum over the tasks before it; `sum` is undefined for the first task. */
  summarize(sum: Totals | undefined, task: Totals): Totals;
  /** Does the part of the work that needs every account. Called after every task has ended and before the job ends; may be called again. */
  endJob?(job: JobRow, context: EndJobContext<Totals>): Promise<JobEnd<Totals>>;
}

export interface EndJobContext<Totals extends object = object> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** When this invocation is cut off, in milliseconds since 1970. */
  readonly until: number;
  /** The status that the job gets from its tasks. */
  readonly status: JobStatus;
  readonly tasks: () => AsyncIterable<TaskRow>;
  /** The sum over all tasks; undefined if no task has totals. */
  readonly totals: Totals | undefined;
}

export interface JobEnd<Totals extends object = object> {
  /** `done`: the work is complete. `elsewhere`: this function cannot do it, and the job stays open for the poller. */
  readonly outcome: 'done' | 'elsewhere';
  /** The job's totals, instead of the sum over the tasks. Absent if the sum stays. */
  readonly totals?: Totals | undefined;
}

/** Every operation, by its name. */
export type Operations = Readonly<Record<string, Operation>>;

/** @throws Error if a row names an operation that this version does not know */
export function operationOf(operations: Operations, { operation }: Pick<JobRow, 'operation'>): Operation {
  const found = operations[operation];
  if (!found) throw new Error(`The operation ${operation} is not known to this version; known are ${Object.keys(operations).join(', ')}.`);
  return found;
}
