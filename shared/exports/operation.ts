/** The operation `export`: its job writes the stored records of every enabled account as files. `export-work.ts` does a task's work. */
import { isFollowUp } from '../jobs/follow-up.ts';
import type { JobRow } from '../jobs/model.ts';
import type { EndJobContext, JobEnd, Operation } from '../jobs/operation.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type PublishDeps, publishExport } from './publish-export.ts';
import { addExports, type ExportTotals, exportTotalsSchema, NO_EXPORT_TOTALS } from './totals.ts';

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

/** The operation for functions that may not write to the bucket: a function that may publish has to end a job that is to be published. */
export const exportOperation = {
  ...definition,
  async endJob(_job: JobRow, { status }: EndJobContext<ExportTotals>): Promise<JobEnd<ExportTotals>> {
    return { outcome: isPublished(status) ? 'elsewhere' : 'done' };
  },
} as const satisfies Operation<ExportTotals>;

/** The operation for functions that may publish an export. */
export const publishingExports = ({ metrics, ...deps }: Omit<PublishDeps, 'store'> & { readonly metrics: Metrics }) =>
  ({
    ...definition,
    async endJob(job: JobRow, { status, store, tasks, totals }: EndJobContext<ExportTotals>): Promise<JobEnd<ExportTotals>> {
      if (!isPublished(status)) return { outcome: 'done' };
      const { exported, ...published } = await publishExport(job, tasks(), { ...deps, store });
      // A chain of jobs reaches its export only if the inventory and the scan before it have not failed.
      if (isFollowUp(job) && exported > 0) metrics.count('night', {}, { SuccessfulNights: 1 });
      return { outcome: 'done', totals: { ...(totals ?? NO_EXPORT_TOTALS), ...published } };
    },
  }) as const satisfies Operation<ExportTotals>;

/** Neither a cancelled export nor one that exported no account is published. */
const isPublished = (status: EndJobContext['status']): boolean => status === 'completed' || status === 'completed_with_errors';
