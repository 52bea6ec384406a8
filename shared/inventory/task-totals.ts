/** From what one attempt's run reports to what its task has done so far, and to what is left of it. */
import type { TaskError } from '../jobs/model.ts';
import { addNumbers, sumOf } from '../numbers.ts';
import { NO_COUNTS, type RunCounts, type SliceKey, type SliceReport } from './model.ts';
import type { RunResult } from './resource-manager.ts';
import { addInventories, type InventoryTotals, NO_INVENTORY_TOTALS } from './totals.ts';

export interface AttemptSummary {
  readonly totals: InventoryTotals;
  /** Slices to read in a later attempt. */
  readonly left: readonly SliceKey[];
  /** How the task ends if nothing is left. */
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
}

/** `lastTry`: what failed for a passing reason is final too. */
export function summarizeAttempt(before: InventoryTotals | undefined, result: RunResult, lastTry: boolean): AttemptSummary {
  const again = lastTry ? [] : result.reports.filter(mayPass);
  // An attempt that had all its time and finished no slice would do the same next time: what it began is given up.
  const hopeless = result.stopped === 'out_of_time' && result.reports.length === 0;
  const final = [...result.reports.filter((report) => !again.includes(report)), ...(hopeless ? result.interrupted.map(outOfTime) : [])];
  const left = [...result.untouched, ...(hopeless ? [] : result.interrupted), ...again].map(({ type, segment }) => ({ type, segment }));
  const unfinished = [...again, ...result.interrupted].map(({ counts }) => counts);
  // These slices are read again later and their resources seen again: only what was written counts now.
  const written = unfinished.map(onlyWrites).reduce(sumOf, NO_COUNTS);
  const attempt = totalsOf(final);
  const totals = addInventories(before, { ...attempt, counts: sumOf(attempt.counts, written) });
  const { complete = 0, suspect = 0, partial = 0 } = totals.slices;
  // A service or segment that is not there is no fault, but an account of which nothing was read is no success.
  const status = complete + suspect + partial === 0 ? 'failed' : totals.incomplete_slices.length > 0 ? 'partial' : 'completed';
  const why = status === 'failed' ? (totals.incomplete_slices[0]?.error ?? final.find(({ error }) => error)?.error) : undefined;
  return { totals, left, status, ...(why && { error: why as TaskError }) };
}

/** For a task that reads everything again: what its attempts have written stays true, what they have seen is seen again. */
export const startedAgain = (before: InventoryTotals | undefined): InventoryTotals => ({
  ...NO_INVENTORY_TOTALS,
  counts: onlyWrites(before?.counts ?? NO_COUNTS),
});

const onlyWrites = (counts: RunCounts): RunCounts => ({ ...counts, resources: 0, unchanged: 0, unread: 0 });

function totalsOf(reports: readonly SliceReport[]): InventoryTotals {
  const counts = { ...NO_COUNTS };
  const slices: InventoryTotals['slices'] = {};
  const byType: Record<string, number> = {};
  const missing = new Set<string>();
  for (const report of reports) {
    addNumbers(counts, report.counts);
    addNumbers(slices, { [report.outcome]: 1 });
    if (report.counts.resources > 0) addNumbers(byType, { [report.type]: report.counts.resources });
    for (const permission of report.missing_permissions) missing.add(permission);
  }
  const incomplete = reports.filter(({ outcome }) => outcome !== 'complete' && outcome !== 'unsupported');
  return {
    counts,
    slices,
    resources_by_type: byType,
    incomplete_slices: incomplete.map(({ type, segment, outcome, error }) => {
      return { outcome, slices: 1, examples: [{ type, segment }], ...(error && { error }) };
    }),
    missing_permissions: [...missing],
  };
}

const mayPass = ({ error }: SliceReport): boolean => error?.class === 'throttled' || error?.class === 'transient';

const outOfTime = ({ type, segment }: SliceKey): SliceReport => ({
  type,
  segment,
  outcome: 'partial',
  counts: NO_COUNTS,
  error: {
    class: 'out_of_time',
    error_code: 'OutOfTime',
    message: `${type} in ${segment} cannot be read to its end within one invocation of the worker.`,
  },
  missing_permissions: [],
});
