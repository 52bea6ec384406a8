/** The pages of jobs read the API by these functions. */
import { api, read } from '../../api/client.ts';

/** How often a page reads a running job again. The query client pauses this while the tab is hidden. */
export const POLL_MS = 2000;

export const readJobs = (cursor: string | undefined) =>
  read(api.jobs.$get({ query: { limit: '50', ...(cursor !== undefined && { cursor }) } }));
export const readJob = (job_id: string) => read(api.jobs[':job_id'].$get({ param: { job_id } }));

export type Job = Awaited<ReturnType<typeof readJob>>;

const TASK_STATUSES = ['queued', 'in_progress', 'completed', 'partial', 'failed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const isTaskStatus = (text: string | undefined): text is TaskStatus => TASK_STATUSES.some((status) => status === text);
export const TASK_STATUS_OPTIONS = TASK_STATUSES.map((value) => ({ value, label: value.replaceAll('_', ' ') }));

export const readTasks = (job_id: string, status: TaskStatus | undefined, cursor: string | undefined) =>
  read(
    api.jobs[':job_id'].accounts.$get({
      param: { job_id },
      query: { limit: '50', ...(status !== undefined && { status }), ...(cursor !== undefined && { cursor }) },
    }),
  );

export type Task = Awaited<ReturnType<typeof readTasks>>['items'][number];

export const isRunning = ({ status }: Pick<Job, 'status'>): boolean => status === 'queued' || status === 'in_progress';
export const endedAccounts = ({ completed, partial, failed }: Job): number => completed + partial + failed;
