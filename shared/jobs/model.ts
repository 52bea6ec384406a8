/** Rows of `jobs` and `job_tasks`, and the message that carries a task. The engine does not interpret an operation's totals and positions. */
import type { OutboxAttributes } from '../events/outbox.ts';
import type { AccountId, CustomerId, JobId } from '../ids.ts';
import type { Queue } from '../queues/queue.ts';
import type { FollowUp } from './job-request.ts';

/** One work queue per operation, by its name. */
export type Queues = Readonly<Record<string, Queue>>;

export const JOB_STATUSES = ['queued', 'in_progress', 'completed', 'completed_with_errors', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const TASK_STATUSES = ['queued', 'in_progress', 'completed', 'partial', 'failed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const isEnded = (status: JobStatus): boolean => status !== 'queued' && status !== 'in_progress';
export const isTerminal = (status: TaskStatus): boolean => status !== 'queued' && status !== 'in_progress';

/** The totals of each operation, under its name, in the shape that `Operation.totals` defines. */
export type TotalsByOperation = Readonly<Record<string, object | undefined>>;

export interface JobRow<Totals = TotalsByOperation> extends OutboxAttributes {
  readonly job_id: JobId;
  readonly operation: string;
  /** The full form (`aws.s3`), which keeps its meaning when another provider gets such a service; `*` for all, or if the operation takes none. */
  readonly service: string;
  /** Selects the policies. Absent if the operation takes none. */
  readonly policy?: string;
  /** The scope that the request named. `listed` stands for a list of accounts that is too long for this row; the plan holds all accounts. */
  readonly scope: {
    readonly accounts: readonly AccountId[] | '*' | 'listed';
    /** The patterns by which accounts were selected when the job started; absent if there were none. */
    readonly selectors?: readonly string[];
    readonly regions: readonly string[] | '*';
  };
  readonly status: JobStatus;
  readonly total_accounts: number;
  /** Ended tasks by status. While the job runs these are hints; they are recounted from the task rows before the job closes. */
  readonly completed: number;
  readonly partial: number;
  readonly failed: number;
  readonly created_at: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  /** ISO 8601. The poller fails the tasks that are unfinished by then, and closes the job. */
  readonly deadline: string;
  /** The sum over all tasks; written when the job ends. */
  readonly totals?: Totals;
  /** The number of requests that all tasks sent to clouds; written when the job ends. */
  readonly api_calls?: number;
  readonly cancel_requested_at?: string;
  /** The job to start when this one has ended. `then_job_id` is its id, once it was started. */
  readonly then?: FollowUp;
  readonly then_job_id?: JobId;
  /** Why the follow-up could not be started; one sentence. */
  readonly then_error?: string;
  readonly retry_of?: JobId;
  /** The customer whose user started the job, who is told of its end; absent if nobody's user did. The job covers accounts of this customer alone. */
  readonly customer_id?: CustomerId;
  readonly client_token?: string;
  /** Where the planned accounts are stored (see `plan.ts`). */
  readonly plan_id: string;
  /** ISO 8601. Until then the function that starts the job may still be at work on it. Absent once the job is `in_progress`. */
  readonly enqueue_until?: string;
  /** `1` until the job has ended: keeps it in the sparse index `open_jobs`. */
  readonly open?: '1';
  readonly listed: 'job';
}

/** `2026-11-21T14:30:22.000Z#inv-…`: sorts jobs by their creation, and no two jobs have the same. */
export const jobOrder = ({ created_at, job_id }: Pick<JobRow, 'created_at' | 'job_id'>): string => `${created_at}#${job_id}`;

/** Why a task failed, or ended `partial`. */
export interface TaskError {
  /** The engine sets `cancelled`, `deadline`, `lost`, `dead_lettered`, `invalid` and `fault`; operations set further ones. */
  readonly class: string;
  readonly error_code: string;
  /** One clear sentence: what happened and what to do. */
  readonly message: string;
  readonly permission?: string;
}

export interface TaskRow<Totals = TotalsByOperation> {
  readonly job_id: JobId;
  readonly account_id: AccountId;
  /** The order of the account's jobs (`jobOrder`), in the index of tasks by account. Tasks of before migration 0001 lack it until that is applied. */
  readonly job_order?: string;
  readonly status: TaskStatus;
  /** Fencing number: every claim raises it, and a holder's writes succeed only while it is the one of the holder's claim. */
  readonly attempt: number;
  readonly lease_until?: string;
  /** How many leases expired before their holder had finished. */
  readonly lost_leases: number;
  /** How many continuations were sent because an invocation ran out of time. */
  readonly hops: number;
  /** When the newest message of the task was sent. */
  readonly enqueued_at: string;
  /** How often the poller has sent the message again since a worker last had the task. */
  readonly resends: number;
  readonly started_at?: string;
  readonly finished_at?: string;
  /** Where the next attempt continues, in the operation's own shape. Absent before the first attempt and after the last. */
  readonly position?: object;
  /** The sum over the task's attempts. */
  readonly totals?: Totals;
  readonly api_calls: number;
  readonly error?: TaskError;
  readonly expires_at: number;
}

/** If a job covers more listed accounts than this, its follow-up covers every enabled account. */
export const MAX_FOLLOW_UP_ACCOUNTS = 10_000;

/** The body of a task's message. Workers read everything else from the rows. */
export interface TaskMessage {
  readonly job_id: JobId;
  readonly account_id: AccountId;
}
