/**
 * What an operation is to the engine: one object, in the operation's own folder. The engine names no operation and imports none;
 * `shared/operations.ts` lists them. What a worker does with an account is apart (`account-work.ts`): only its worker needs it.
 */
import type { z } from 'zod';
import type { StageName } from '../observability/stages.ts';
import type { Clock, Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import type { JobRow, JobStatus, TaskRow } from './model.ts';

/** Fields of a request that only some operations take. */
export type RequestField = 'service' | 'policy' | 'accounts' | 'regions';

export interface Operation<Totals extends object = object> {
  /** As requests, rows and queues name it: `inventory`. */
  readonly name: string;
  /** Beginning of its job ids: `inv`. */
  readonly idPrefix: string;
  readonly takes: readonly RequestField[];
  /** Why it takes no other field: `an inventory has no policy`. */
  readonly takesNoOther: string;
  /** Why its jobs cannot be retried: `an export is whole or made anew`. Absent if they can. */
  readonly noRetry?: string;
  /** What people do about a task that was given up: `retry the job`. */
  readonly again: string;
  /**
   * A cancelled job counts as cancelled only if a task of it was cut off: what its tasks have written before is published.
   * Otherwise a job counts as cancelled as soon as someone has asked for it.
   */
  readonly publishesWhatIsDone?: true;
  /** The stages that its work on an account is timed by, besides those of every task. */
  readonly stages: readonly StageName[];
  /** Shape of what a task has done and of what a job's tasks have done together. Stored under the operation's name in `totals`. */
  readonly totals: z.ZodType<Totals>;
  /** Adds what a task has done to the sum over the tasks before it. */
  summarize(sum: Totals | undefined, task: Totals): Totals;
  /** Makes what all accounts make together, once every task has ended and before the job does. May be repeated. */
  endJob?(job: JobRow, context: EndJobContext<Totals>): Promise<JobEnd<Totals>>;
}

export interface EndJobContext<Totals extends object = object> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** When this invocation is cut off, in milliseconds since 1970. */
  readonly until: number;
  /** How the job ends by its tasks. */
  readonly status: JobStatus;
  readonly tasks: () => AsyncIterable<TaskRow>;
  /** What all tasks did together; undefined if none did anything. */
  readonly totals: Totals | undefined;
}

export interface JobEnd<Totals extends object = object> {
  /**
   * `done`: everything is made. `incomplete`: made, but not for every account whose task has completed. `busy`: others are at it;
   * to be tried again until the deadline. `elsewhere`: this function cannot; the poller does it.
   */
  readonly outcome: 'done' | 'incomplete' | 'busy' | 'elsewhere';
  /** What replaces the sum over the tasks; absent: the sum stays. */
  readonly totals?: Totals | undefined;
}

/** By name. */
export type Operations = Readonly<Record<string, Operation>>;

/** @throws Error if a row names an operation that this version does not know */
export function operationOf(operations: Operations, { operation }: Pick<JobRow, 'operation'>): Operation {
  const found = operations[operation];
  if (!found) throw new Error(`The operation ${operation} is not known to this version; known are ${Object.keys(operations).join(', ')}.`);
  return found;
}
