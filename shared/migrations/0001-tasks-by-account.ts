/**
 * Tasks get `job_order`, by which those of one account are found and ordered (index `job_tasks_by_account`). A caller that may see some accounts only lists
 * its jobs by it. A task lives for 90 days and is never created again, so that without this the jobs of the past would be missing from such lists.
 */
import { type JobRow, jobOrder } from '../jobs/model.ts';
import { absent, type Item } from '../storage/store.ts';
import type { Migration } from './model.ts';

/** Rows of plans are in the same table, have `account_ids`, and stay out of the index. */
const lacksOrder = (row: Item): boolean => row['status'] !== undefined && row['job_order'] === undefined;

export const tasksByAccount: Migration = {
  id: '0001',
  title: 'Jobs are found by the accounts that they cover',
  table: 'job_tasks',
  changes: async (rows, read) => {
    const tasks = rows.filter(lacksOrder);
    const ids = [...new Set(tasks.map((task) => task['job_id'] as string))];
    const jobs = new Map(
      // The store's items have no type of their own; each of these rows was written as one of a job.
      (
        await read.getMany(
          'jobs',
          ids.map((job_id) => ({ job_id })),
        )
      ).map((row) => [row['job_id'], row as unknown as JobRow]),
    );
    return tasks.flatMap((task) => {
      const job = jobs.get(task['job_id']);
      // A job's row that has expired is shown to nobody, and its tasks expire with it.
      if (!job) return [];
      const key = { job_id: job.job_id, account_id: task['account_id'] as string };
      return [{ key, set: { job_order: jobOrder(job) }, when: absent('job_order') }];
    });
  },
};
