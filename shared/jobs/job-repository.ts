/** Rows of `jobs` and `job_tasks`. Every change of state is one conditional write; the conditions are named here. */
import { ConditionFailed } from '../errors.ts';
import type { AccountId, JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { readRows } from '../storage/read-rows.ts';
import { absent, all, any, type Condition, equals, exists, type Key, lessThan, type Page, queryAll, type Store } from '../storage/store.ts';
import { expiryFrom } from './plan.ts';
import { jobOrder, type JobRow, type TaskRow, type TaskStatus } from './model.ts';

/** How far the clocks of two functions may differ, in milliseconds. A lease counts as expired only this long after its end. */
export const CLOCK_SKEW_MS = 30_000;

/** Whether the task's lease has expired by any clock, which means that the worker that held the task is dead. */
export const isAbandoned = (task: TaskRow, now: number): boolean =>
  task.status === 'in_progress' && Date.parse(task.lease_until ?? '') < now - CLOCK_SKEW_MS;

const jobIsOpen = exists('open');
const taskIsQueued = equals('status', 'queued');
const leaseHasExpired = (now: number): Condition =>
  all(equals('status', 'in_progress'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
const taskIsHeld = (attempt: number): Condition => all(equals('status', 'in_progress'), equals('attempt', attempt));
const taskIsAsRead = (task: TaskRow): Condition => all(equals('status', task.status), equals('attempt', task.attempt));

type TaskKey = Pick<TaskRow, 'job_id' | 'account_id'>;
const keyOf = ({ job_id, account_id }: TaskKey): Key => ({ job_id, account_id });

/** The result of the write, or undefined if the row was not in the state that the write's condition names. */
async function unlessRefused<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
}

export class JobRepository {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async get(jobId: string, options: { readonly consistent?: boolean } = {}): Promise<JobRow | undefined> {
    const row = await this.#store.get('jobs', { job_id: jobId }, options);
    return row?.['listed'] === 'job' ? (row as unknown as JobRow) : undefined;
  }

  /** Newest first. A page of large rows has fewer than `limit`. */
  async list({ limit, cursor }: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<JobRow>> {
    const page = await this.#store.query('jobs', { index: 'jobs_by_time', partition: 'job', descending: true, limit, cursor });
    const keys = page.items.map((item) => ({ job_id: item['job_id'] as string }));
    const { rows, read } = await readRows(this.#store, 'jobs', keys);
    // The store's items have no type of their own; each row of `jobs` was written as one.
    const byId = new Map(rows.map((row) => [row['job_id'], row as unknown as JobRow]));
    const items = keys.map(({ job_id }) => byId.get(job_id)).filter((row) => row !== undefined);
    const next = read < keys.length ? (page.items[read - 1] as Key) : page.cursor;
    return { items, ...(next && { cursor: next }) };
  }

  /** The open jobs by the sparse index, which may lag behind the rows. */
  async *open(): AsyncGenerator<JobId> {
    for await (const item of queryAll(this.#store, 'jobs', { index: 'open_jobs', partition: '1' })) yield item['job_id'] as JobId;
  }

  async create(job: JobRow): Promise<boolean> {
    return (await unlessRefused(this.#store.put('jobs', job, absent('job_id')).then(() => true))) ?? false;
  }

  async startWorking(jobId: JobId, now: number): Promise<JobRow | undefined> {
    const update = { set: { status: 'in_progress', started_at: isoTime(now) }, remove: ['enqueue_until'] };
    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update, equals('status', 'queued')))) as JobRow | undefined;
  }

  /** Takes the lease on an interrupted start until `until`. False if another function has taken it. */
  async resumeStart(job: JobRow, until: number): Promise<boolean> {
    const update = { set: { enqueue_until: isoTime(until) } };
    const condition = all(equals('status', 'queued'), equals('enqueue_until', job.enqueue_until ?? ''));
    return (await unlessRefused(this.#store.update('jobs', { job_id: job.job_id }, update, condition))) !== undefined;
  }

  async requestCancel(jobId: JobId, now: number): Promise<JobRow | undefined> {
    const update = { set: { cancel_requested_at: isoTime(now) } };
    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update, jobIsOpen))) as JobRow | undefined;
  }

  /** Adds `tasks` to one of the job's counters, which are hints. Undefined if the job has ended. */
  async count(jobId: JobId, status: Exclude<TaskStatus, 'queued' | 'in_progress'>, tasks = 1): Promise<JobRow | undefined> {
    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, { add: { [status]: tasks } }, jobIsOpen))) as
      | JobRow
      | undefined;
  }

  async close(jobId: JobId, end: Partial<JobRow>): Promise<JobRow | undefined> {
    const update = { set: end, remove: ['open', 'enqueue_until'] };
    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update, jobIsOpen))) as JobRow | undefined;
  }

  /** Writes a queued task. Does nothing if the task exists. */
  async createTask(job: Pick<JobRow, 'job_id' | 'created_at'>, accountId: AccountId, now: number): Promise<void> {
    const task: TaskRow = {
      job_id: job.job_id,
      account_id: accountId,
      job_order: jobOrder(job),
      status: 'queued',
      attempt: 0,
      lost_leases: 0,
      hops: 0,
      enqueued_at: isoTime(now),
      resends: 0,
      api_calls: 0,
      expires_at: expiryFrom(now),
    };
    await unlessRefused(this.#store.put('job_tasks', task, absent('job_id')));
  }

  async task(jobId: JobId, accountId: AccountId): Promise<TaskRow | undefined> {
    return (await this.#store.get('job_tasks', { job_id: jobId, account_id: accountId }, { consistent: true })) as TaskRow | undefined;
  }

  /** A page of tasks in the order of their account ids. With `status`, a page may hold fewer than `limit` and still have a cursor. */
  async tasks(
    jobId: string,
    options: { readonly limit: number; readonly cursor?: Key | undefined; readonly status?: TaskStatus | undefined },
  ): Promise<Page<TaskRow>> {
    const page = await this.#store.query('job_tasks', { partition: jobId, limit: options.limit, cursor: options.cursor });
    const items = page.items as readonly unknown[] as readonly TaskRow[];
    return {
      items: options.status ? items.filter((task) => task.status === options.status) : items,
      ...(page.cursor && { cursor: page.cursor }),
    };
  }

  async *allTasks(jobId: JobId): AsyncGenerator<TaskRow> {
    for await (const page of this.taskPages(jobId)) yield* page;
  }

  async *taskPages(jobId: JobId): AsyncGenerator<readonly TaskRow[]> {
    let cursor: Key | undefined;
    do {
      const page = await this.#store.query('job_tasks', { partition: jobId, consistent: true, cursor });
      yield page.items as readonly unknown[] as readonly TaskRow[];
      cursor = page.cursor;
    } while (cursor);
  }

  /** Takes the task. Returns the row with its new attempt, or undefined if the task has ended or another worker holds it. */
  async claim(task: TaskRow, leaseUntil: number, now: number): Promise<TaskRow | undefined> {
    const update = {
      set: {
        status: 'in_progress',
        attempt: task.attempt + 1,
        lease_until: isoTime(leaseUntil),
        started_at: task.started_at ?? isoTime(now),
      },
      add: { lost_leases: task.status === 'in_progress' ? 1 : 0 },
    };
    const condition = all(equals('attempt', task.attempt), any(taskIsQueued, leaseHasExpired(now)));
    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, condition))) as TaskRow | undefined;
  }

  /** Puts a held task back in the queue, and stores its progress. False if the worker no longer holds it. */
  async putBack(task: TaskRow, progress: Partial<TaskRow>, now: number): Promise<boolean> {
    const update = { set: { ...progress, status: 'queued', enqueued_at: isoTime(now), resends: 0 }, remove: ['lease_until'] };
    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsHeld(task.attempt)))) !== undefined;
  }

  /** Ends a held task. False if the worker no longer holds it. */
  async finish(task: TaskRow, end: Partial<TaskRow> & Pick<TaskRow, 'status'>, now: number): Promise<boolean> {
    const update = { set: { ...end, finished_at: isoTime(now) }, remove: ['lease_until', 'position'] };
    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsHeld(task.attempt)))) !== undefined;
  }

  /** Fails a task that no worker holds, or whose job is past its deadline. False if the row has changed since it was read. */
  async fail(task: TaskRow, error: NonNullable<TaskRow['error']>, now: number): Promise<boolean> {
    const update = { set: { status: 'failed', error, finished_at: isoTime(now) }, remove: ['lease_until', 'position'] };
    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsAsRead(task)))) !== undefined;
  }

  /** Puts a task back in the queue whose holder's lease has expired. False if the row has changed since it was read. */
  async takeBack(task: TaskRow, now: number): Promise<boolean> {
    const update = { set: { status: 'queued', enqueued_at: isoTime(now) }, remove: ['lease_until'], add: { lost_leases: 1 } };
    const condition = all(taskIsAsRead(task), leaseHasExpired(now));
    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, condition))) !== undefined;
  }

  /** Records that a queued task's message is sent again. False if the row has changed since it was read. */
  async noteResend(task: TaskRow, now: number): Promise<boolean> {
    const update = { set: { enqueued_at: isoTime(now) }, add: { resends: 1 } };
    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsAsRead(task)))) !== undefined;
  }
}
