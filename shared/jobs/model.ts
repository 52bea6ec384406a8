/** Rows of `jobs` and `job_tasks`, and the message that carries a task. What an operation alone knows is opaque here. */
import type { AccountId, JobId } from '../ids.ts';
import type { Queue } from '../queues/queue.ts';
import type { JobRequest } from './job-request.ts';

/** One work queue per operation, by its name. */
export type Queues = Readonly<Record<string, Queue>>;

export const JOB_STATUSES = ['queued', 'in_progress', 'completed', 'completed_with_errors', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const TASK_STATUSES = ['queued', 'in_progress', 'completed', 'partial', 'failed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const isEnded = (status: JobStatus): boolean => status !== 'queued' && status !== 'in_progress';
export const isTerminal = (status: TaskStatus): boolean => status !== 'queued' && status !== 'in_progress';

/** Under the operation's name: what it has done, in its own shape (`Operation.totals`). */
export type TotalsByOperation = Readonly<Record<string, object | undefined>>;

export interface JobRow<Totals = TotalsByOperation> {
  readonly job_id: JobId;
  readonly operation: string;
  /** `*` of operations that take none. */
  /** In full (`aws.s3`), so that it means the same when another provider has such a service; or `*`. */
  readonly service: string;
  /** Which policies, of operations that take some. */
  readonly policy?: string;
  /** What was asked for; `listed` for a list too long to repeat here. The accounts themselves are in the plan. */
  readonly scope: { readonly accounts: readonly AccountId[] | '*' | 'listed'; readonly regions: readonly string[] | '*' };
  readonly status: JobStatus;
  readonly total_accounts: number;
  /** Hints while the job runs, recounted before it closes. */
  readonly completed: number;
  readonly partial: number;
  readonly failed: number;
  readonly created_at: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  /** When whatever is unfinished is failed. */
  readonly deadline: string;
  /** What all tasks did together; written when the job ends. */
  readonly totals?: Totals;
  /** Requests to clouds by all tasks; written when the job ends. */
  readonly api_calls?: number;
  readonly cancel_requested_at?: string;
  /** Job to start when this one has ended; `then_job_id` once it was. */
  readonly then?: NonNullable<JobRequest['then']>;
  readonly then_job_id?: JobId;
  /** Why the follow-up could not be started. */
  readonly then_error?: string;
  readonly retry_of?: JobId;
  readonly client_token?: string;
  /** Where the planned accounts are stored (see `plan.ts`). */
  readonly plan_id: string;
  /** While `queued`: until when its handler may still be enqueuing. */
  readonly enqueue_until?: string;
  /** `1` until the job has ended: keeps it in the sparse index `open_jobs`. */
  readonly open?: '1';
  readonly listed: 'job';
}

/** Why a task ended without success, or with less than it should have. */
export interface TaskError {
  /** The engine's own: `cancelled`, `deadline`, `lost`, `dead_lettered`, `invalid`, `transient`. Operations have further ones. */
  readonly class: string;
  readonly error_code: string;
  /** One clear sentence: what happened and what to do. */
  readonly message: string;
  readonly permission?: string;
}

export interface TaskRow<Totals = TotalsByOperation> {
  readonly job_id: JobId;
  readonly account_id: AccountId;
  readonly status: TaskStatus;
  /** Fencing number: grows with every claim; whoever writes names the one it holds. */
  readonly attempt: number;
  readonly lease_until?: string;
  /** Leases that ran out with their work unfinished. */
  readonly lost_leases: number;
  /** Continuations so far. */
  readonly hops: number;
  /** When its newest message was sent, and how often the poller had to send one again. */
  readonly enqueued_at: string;
  readonly resends: number;
  readonly started_at?: string;
  readonly finished_at?: string;
  /** Where the next attempt goes on; the operation alone understands it. Absent before the first attempt and after the last. */
  readonly position?: object;
  /** What its attempts have done. */
  readonly totals?: Totals;
  readonly api_calls: number;
  readonly error?: TaskError;
  readonly expires_at: number;
}

/** A follow-up of a job over more listed accounts than this covers every enabled account. */
export const MAX_FOLLOW_UP_ACCOUNTS = 10_000;

/** Body of a task's message. Everything else is in the rows. */
export interface TaskMessage {
  readonly job_id: JobId;
  readonly account_id: AccountId;
}
