/**
 * Jobs as they are for a caller with a limited scope: those that have a task of its accounts, with the sums over these tasks. A job is found by its tasks:
 * by key if it is named, and by the index of tasks by account in a list.
 */
import pLimit from 'p-limit';
import type { JobId } from '../ids.ts';
import { isEnded, jobOrder, type JobRow, type TaskRow } from '../jobs/model.ts';
import { operationOf } from '../jobs/operation.ts';
import { Recount } from '../jobs/settle-job.ts';
import { OPERATIONS } from '../operations.ts';
import type { Item, Key, Page, Query } from '../storage/store.ts';
import { type Access, NO_ROWS, type Rule } from './access.ts';

const AT_ONCE = 16;
const PAGE = 100;
/** The most tasks whose rows one page of jobs reads. */
const TASKS_A_PAGE = 2000;
/** A job's row shows no more accounts than this. */
const MAX_SHOWN_ACCOUNTS = 100;

/** The store's items have no type of their own; each row of `job_tasks` was written as one. */
const tasksIn = (items: readonly Item[]): readonly TaskRow[] => items as readonly unknown[] as readonly TaskRow[];

/** The tasks of the scope's accounts, by account id. */
const tasksOf = async (jobId: string, access: Access): Promise<readonly TaskRow[]> =>
  await access.once(`tasks of ${jobId}`, async () => await readTasks(jobId, access));

async function readTasks(job_id: string, { accounts, store }: Access): Promise<readonly TaskRow[]> {
  if (accounts.length === 0) return [];
  const rows = await store.getMany(
    'job_tasks',
    accounts.map((account_id) => ({ job_id, account_id })),
  );
  return tasksIn(rows).toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1));
}

/** The scope's tasks. Those of one job are read by their keys, because the others of the job may be thousands. */
export const accountTasks: Rule = {
  readable: (keys, access) => keys.filter(({ account_id }) => access.has(account_id)),
  query: async (query, access) => {
    const { index, partition, limit = PAGE, cursor } = query;
    if (index !== undefined) return access.has(partition) ? await access.store.query('job_tasks', query) : NO_ROWS;
    const rest = (await tasksOf(partition, access)).filter(
      ({ account_id }) => cursor === undefined || account_id > String(cursor['account_id']),
    );
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items as readonly object[] as readonly Item[],
      ...(rest.length > items.length && last && { cursor: { job_id: partition, account_id: last.account_id } }),
    };
  },
};

export const jobsRule: Rule = {
  readable: async (keys, access) => {
    const tasks = await pLimit(AT_ONCE).map([...keys], async ({ job_id }) => await tasksOf(String(job_id), access));
    return keys.filter((_key, place) => tasks[place]!.length > 0);
  },
  shown: async (rows, access) => {
    // Other rows of the table hold plans, which list accounts.
    const jobs = rows.filter(({ listed }) => listed === 'job') as readonly object[] as readonly JobRow[];
    const shown = await pLimit(AT_ONCE).map([...jobs], async (job) => jobOfTasks(job, await tasksOf(job.job_id, access)));
    return shown as readonly object[] as readonly Item[];
  },
  query: async ({ index, limit = PAGE, cursor, descending }, access) => {
    // The open jobs are among the newest ones, because every job has a deadline. Their rows say whether they are open.
    if (index === 'open_jobs') return { items: (await newestJobs({ limit, cursor: undefined }, access)).items };
    if (index !== 'jobs_by_time' || descending !== true) return NO_ROWS;
    return await newestJobs({ limit, cursor }, access);
  },
};

/** The job as if it had these tasks alone. The row's other fields, such as selectors, may name accounts of others. */
function jobOfTasks(job: JobRow, tasks: readonly TaskRow[]): JobRow {
  const { job_id, operation, service, policy, scope, created_at, started_at, completed_at, deadline, cancel_requested_at, plan_id, open } =
    job;
  const recount = new Recount(operationOf(OPERATIONS, job));
  for (const task of tasks) recount.add(task);
  const accounts = tasks.map(({ account_id }) => account_id);
  const ended = isEnded(job.status);
  return {
    job_id,
    operation,
    service,
    ...(policy !== undefined && { policy }),
    scope: { accounts: accounts.length <= MAX_SHOWN_ACCOUNTS ? accounts : 'listed', regions: scope.regions },
    status: ended ? recount.status(job) : job.status,
    total_accounts: tasks.length,
    ...recount.counts,
    created_at,
    ...(started_at !== undefined && { started_at }),
    ...(completed_at !== undefined && { completed_at }),
    deadline,
    ...(ended && recount.totals && { totals: { [operation]: recount.totals } }),
    ...(ended && { api_calls: recount.api_calls }),
    ...(cancel_requested_at !== undefined && { cancel_requested_at }),
    plan_id,
    ...(open !== undefined && { open }),
    listed: 'job',
  };
}

/** The keys of the newest jobs after the cursor's, merged from the tasks of each account. */
async function newestJobs({ limit, cursor }: Pick<Query, 'limit' | 'cursor'>, { accounts, store }: Access): Promise<Page> {
  if (accounts.length === 0) return NO_ROWS;
  const most = Math.max(1, Math.min(limit ?? PAGE, Math.floor(TASKS_A_PAGE / accounts.length)));
  const to = cursor && jobOrder({ created_at: String(cursor['created_at']), job_id: cursor['job_id'] as JobId });
  const range = to === undefined ? {} : { range: { to } };
  const found = await pLimit(AT_ONCE).map([...accounts], async (partition) => {
    // One more than the page, to know whether it is the last one, and one more for the cursor's own task.
    const query: Query = { index: 'job_tasks_by_account', partition, descending: true, limit: most + 2, ...range };
    return (await store.query('job_tasks', query)).items;
  });
  const jobs = new Map(found.flat().map(({ job_order, job_id }) => [String(job_order), String(job_id)]));
  const sorted = [...jobs].filter(([order]) => order !== to).toSorted(([a], [b]) => (a > b ? -1 : 1));
  const items = sorted
    .slice(0, most)
    .map(([order, job_id]): Key => ({ job_id, created_at: order.slice(0, order.indexOf('#')), listed: 'job' }));
  const last = items.at(-1);
  return { items, ...(sorted.length > items.length && last && { cursor: last }) };
}

/** Whether every task of the job is of an account of the scope, so that whoever acts on the job changes nothing of others. */
export async function isWholly(jobId: string, access: Access): Promise<boolean> {
  const tasks = await tasksOf(jobId, access);
  if (tasks.length === 0) return false;
  const row = (await access.store.get('jobs', { job_id: jobId }, { consistent: true })) as JobRow | undefined;
  return row?.total_accounts === tasks.length;
}
