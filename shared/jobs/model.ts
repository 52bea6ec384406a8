/** Rows of `jobs` and `job_tasks`, and the message that carries a task. */
import { NO_COUNTS, type RunCounts, type SliceError, type SliceKey, type SliceOutcome } from '../inventory/model.ts';
import type { DatasetName } from '../exports/records.ts';
import type { AccountId, JobId } from '../ids.ts';
import type { Queue } from '../queues/queue.ts';
import type { Severity } from '../severity.ts';
import type { ScanCounts } from '../scan/model.ts';
import type { JobRequest } from './job-request.ts';

export const OPERATIONS = ['inventory', 'scan', 'export'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One work queue per operation. */
export type Queues = Readonly<Record<Operation, Queue>>;

export const JOB_STATUSES = ['queued', 'in_progress', 'completed', 'completed_with_errors', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const TASK_STATUSES = ['queued', 'in_progress', 'completed', 'partial', 'failed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const isEnded = (status: JobStatus): boolean => status !== 'queued' && status !== 'in_progress';
export const isTerminal = (status: TaskStatus): boolean => status !== 'queued' && status !== 'in_progress';

/** What a scan found, of one account or of all. */
export interface ScanSummary {
  readonly counts: ScanCounts;
  /** Open findings, whichever scan opened them. */
  readonly findings_by_severity: Readonly<Partial<Record<Severity, number>>>;
  /** Resources that fail, by policy; suppressed ones are left out. */
  readonly failed_by_policy: Readonly<Record<string, number>>;
  /** User policies that could not be used: one sentence each. */
  readonly bad_policies: readonly string[];
}

/** What an export wrote, of one account or of all. */
export interface ExportSummary {
  readonly rows: Readonly<Partial<Record<DatasetName, number>>>;
  readonly files: number;
  readonly bytes: number;
}

/** What all tasks of a job did; exact once the job has ended. */
export interface JobTotals {
  readonly counts: RunCounts;
  readonly slices: Readonly<Partial<Record<SliceOutcome, number>>>;
  readonly resources_by_type: Readonly<Record<string, number>>;
  readonly api_calls: number;
  /** Of a scan. */
  readonly scan?: ScanSummary;
  /** Of an export. */
  readonly export?: ExportSummary;
  /** Permissions that detail reads lacked, in any account. */
  readonly missing_permissions: readonly string[];
}

export interface JobRow {
  readonly job_id: JobId;
  readonly operation: Operation;
  /** Of an inventory; `*` of others. */
  readonly service: string;
  /** Of a scan: which policies. */
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
  readonly totals?: JobTotals;
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

export interface TaskError {
  readonly class: SliceError['class'] | 'cancelled' | 'deadline' | 'lost' | 'dead_lettered';
  readonly error_code: string;
  /** One clear sentence: what happened and what to do. */
  readonly message: string;
  readonly permission?: string;
}

export interface TaskRow {
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
  /** Slices still to do, once a first attempt has worked out what there is to do. A scan's slices are types over all segments, an export's is one: everything. */
  readonly left?: readonly SliceKey[];
  readonly counts: RunCounts;
  readonly resources_by_type: Readonly<Record<string, number>>;
  readonly slices: Readonly<Partial<Record<SliceOutcome, number>>>;
  /** The slices that were not complete; at most `MAX_REPORTED_SLICES`. */
  readonly incomplete_slices: readonly (SliceKey & { readonly outcome: SliceOutcome; readonly error?: SliceError })[];
  readonly missing_permissions: readonly string[];
  readonly api_calls: number;
  /** Of a scan. */
  readonly scan?: ScanSummary;
  /** Of an export: what the account's manifest names, and the SHA-256 of the manifest itself. */
  readonly export?: ExportSummary & { readonly manifest_sha256: string };
  readonly error?: TaskError;
  readonly expires_at: number;
}

export const MAX_REPORTED_SLICES = 100;

/** A follow-up of a job over more listed accounts than this covers every enabled account. */
export const MAX_FOLLOW_UP_ACCOUNTS = 10_000;

/** Of a task that has not run yet. */
export const NO_TASK_RESULTS = {
  counts: NO_COUNTS,
  resources_by_type: {},
  slices: {},
  incomplete_slices: [],
  missing_permissions: [],
  api_calls: 0,
} as const satisfies Partial<TaskRow>;

/** Body of a task's message. Everything else is in the rows. */
export interface TaskMessage {
  readonly job_id: JobId;
  readonly account_id: AccountId;
}
