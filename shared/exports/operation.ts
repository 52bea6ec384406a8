/** The export as an operation: writes what is stored of every enabled account as files. Its work is `export-work.ts`. */
import type { EndJobContext, JobEnd, Operation } from '../jobs/operation.ts';
import type { JobRow, TaskRow } from '../jobs/model.ts';
import { addExports, type ExportTotals, exportTotalsSchema } from './totals.ts';

/** `incomplete`: without all of its accounts, even if their tasks have completed. `busy`: others are at it. */
export type ClosedNight = 'done' | 'incomplete' | 'busy';

/** Makes a night of what an export's accounts have written. May be repeated. `until`: when the invocation is cut off. */
export type CloseNight = (job: JobRow, tasks: AsyncIterable<TaskRow>, until: number) => Promise<ClosedNight>;

const definition = {
  name: 'export',
  idPrefix: 'exp',
  takes: [],
  takesNoOther: 'an export covers all that is stored of every enabled account',
  noRetry: 'an export is whole or made anew',
  remedy: 'start "muster exports run"',
  publishesWhatIsDone: true,
  stages: ['read', 'write', 'upload', 'publish'],
  totals: exportTotalsSchema,
  summarize: addExports,
} as const satisfies Operation<ExportTotals>;

/** For functions that cannot write to the bucket: they leave the end of a job that makes a night to those that can. */
export const exportOperation = {
  ...definition,
  async endJob(_job: JobRow, { status }: EndJobContext<ExportTotals>): Promise<JobEnd<ExportTotals>> {
    return { outcome: makesNight(status) ? 'elsewhere' : 'done' };
  },
} as const satisfies Operation<ExportTotals>;

/** For functions that may end an export. */
export const closingExports = (closeNight: CloseNight) =>
  ({
    ...definition,
    async endJob(job: JobRow, { status, tasks, until }: EndJobContext<ExportTotals>): Promise<JobEnd<ExportTotals>> {
      return { outcome: makesNight(status) ? await closeNight(job, tasks(), until) : 'done' };
    },
  }) as const satisfies Operation<ExportTotals>;

/** A cancelled export makes no night, and neither does one that wrote nothing: the night that there is stays as it is. */
const makesNight = (status: EndJobContext['status']): boolean => status === 'completed' || status === 'completed_with_errors';
