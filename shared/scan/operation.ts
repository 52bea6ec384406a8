/** The operation `scan`: it evaluates policies on the stored resources of accounts. `scan-work.ts` does the work of one account. */
import type { EndJobContext, JobEnd, Operation } from '../jobs/operation.ts';
import type { JobRow } from '../jobs/model.ts';
import { isoTime } from '../seams.ts';
import { NO_SCAN_COUNTS } from './model.ts';
import { recordScanJob } from './scan-counts.ts';
import { sumUpResults } from './sum-up-results.ts';
import { addScans, type ScanTotals, scanTotalsSchema, withFailures } from './totals.ts';

export const scanOperation = {
  name: 'scan',
  idPrefix: 'scan',
  takes: ['policy', 'accounts'],
  takesNoOther: 'a scan covers every stored resource of its policies',
  remedy: 'retry the job',
  stages: ['load', 'evaluate', 'write'],
  totals: scanTotalsSchema,
  summarize: addScans,

  /**
   * Sums up the results of all accounts, records how many findings are open, and counts this job's failures by policy, for which a task's row has
   * no room.
   */
  async endJob(job: JobRow, { store, clock, totals }: EndJobContext<ScanTotals>): Promise<JobEnd<ScanTotals>> {
    const now = clock.now();
    const { failed, open, accounts } = await sumUpResults(store, now, job.job_id);
    await recordScanJob(store, { job, open, accounts, counts: totals?.counts ?? NO_SCAN_COUNTS, observed_at: isoTime(now) });
    return { outcome: 'done', ...(totals && { totals: withFailures(totals, failed) }) };
  },
} as const satisfies Operation<ScanTotals>;
