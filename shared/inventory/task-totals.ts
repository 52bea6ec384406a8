/** Turns the reports of an attempt's run into the task's totals, its status, and the slices that are left to read. */
import type { TaskError } from '../jobs/model.ts';
import { addNumbers, sumOf } from '../numbers.ts';
import { NO_COUNTS, type RunCounts, type SliceKey, type SliceReport } from './model.ts';
import type { RunResult } from './resource-manager.ts';
import { isMissed, isSearchOnly } from './whole-slices.ts';
import { addInventories, type InventoryTotals, NO_INVENTORY_TOTALS } from './totals.ts';

export interface AttemptSummary {
  readonly totals: InventoryTotals;
  /** Slices to read in a later attempt. */
  readonly left: readonly SliceKey[];
  /** How the task ends if no slice is left. */
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
}

/** With `lastTry`, slices that failed with an error that may pass are final too. */
export function summarizeAttempt(before: InventoryTotals | undefined, result: RunResult, lastTry: boolean): AttemptSummary {
  const toRetry = lastTry ? [] : result.reports.filter(isRetryable);
  const final = result.reports.filter((report) => !toRetry.includes(report));
  const left = [...result.untouched, ...result.interrupted, ...toRetry].map(({ type, segment }) => ({ type, segment }));
  const unfinished = [...toRetry, ...result.interrupted].map(({ counts }) => counts);
  // A later attempt reads these slices and counts their resources again, so only their writes count now.
  const written = unfinished.map(onlyWrites).reduce(sumOf, NO_COUNTS);
  const attempt = totalsOf(final);
  const totals = addInventories(before, { ...attempt, counts: sumOf(attempt.counts, written) });
  const { complete = 0, suspect = 0, partial = 0, skipped = 0 } = totals.slices;
  const isIncomplete = totals.incomplete_slices.length > 0;
  // An unsupported slice is no error, nor is one of a type that is known from a search alone, but a task that read nothing at all has failed, unless
  // nothing was to be read.
  const hasRead = complete + suspect + partial > 0 || (skipped > 0 && !isIncomplete);
  const status = !hasRead ? 'failed' : isIncomplete ? 'partial' : 'completed';
  const cause = status === 'failed' ? (totals.incomplete_slices[0]?.error ?? final.find(({ error }) => error)?.error) : undefined;
  return { totals, left, status, ...(cause && { error: cause as TaskError }) };
}

/** The totals with which a task starts over. They keep the writes of its earlier attempts; resources are counted again when they are read again. */
export const totalsAtRestart = (before: InventoryTotals | undefined): InventoryTotals => ({
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
  const notWhole = reports.filter(({ outcome }) => isMissed(outcome));
  const incomplete = notWhole.filter(({ outcome, error }) => !isSearchOnly(outcome, error?.error_code));
  return {
    counts,
    slices,
    resources_by_type: byType,
    incomplete_slices: incomplete.map(({ type, segment, outcome, error }) => {
      return { outcome, slices: 1, examples: [{ type, segment }], ...(error && { error }) };
    }),
    search_only_slices: notWhole.length - incomplete.length,
    missing_permissions: [...missing],
  };
}

const isRetryable = ({ error }: SliceReport): boolean =>
  error?.class === 'throttled' || error?.class === 'transient' || error?.class === 'fault';

/** The report of a slice that took longer than an invocation. */
