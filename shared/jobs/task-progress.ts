/** From what a run reports to what the task row says. */
import { NO_COUNTS, type RunCounts, type SliceKey, type SliceReport } from '../inventory/model.ts';
import type { RunResult } from '../inventory/resource-manager.ts';
import { MAX_REPORTED_SLICES, type TaskError, type TaskRow } from './model.ts';
import { addCounts, addNumbers } from './totals.ts';

/** What an attempt adds to the task row, whether it ends the task or not. */
export type TaskProgress = Partial<
  Pick<
    TaskRow,
    | 'counts'
    | 'resources_by_type'
    | 'slices'
    | 'incomplete_slices'
    | 'missing_permissions'
    | 'api_calls'
    | 'left'
    | 'hops'
    | 'scan'
    | 'export'
  >
>;

export interface TaskSummary {
  readonly progress: TaskProgress;
  /** Slices to read in a later attempt. */
  readonly left: readonly SliceKey[];
  /** How the task ends if nothing is left. */
  readonly status: 'completed' | 'partial' | 'failed';
  readonly error?: TaskError;
}

/** `lastTry`: what failed for a passing reason is final too. */
export function summarize(task: TaskRow, result: RunResult, apiCalls: number, lastTry: boolean): TaskSummary {
  const again = lastTry ? [] : result.reports.filter(mayPass);
  // An attempt that had all its time and finished no slice would do the same next time: what it began is given up.
  const hopeless = result.stopped === 'out_of_time' && result.reports.length === 0;
  const final = [...result.reports.filter((report) => !again.includes(report)), ...(hopeless ? result.interrupted.map(outOfTime) : [])];
  const left = [...result.untouched, ...(hopeless ? [] : result.interrupted), ...again].map(({ type, segment }) => ({ type, segment }));
  const unfinished = [...again, ...result.interrupted].map(({ counts }) => counts);
  const progress = added(task, final, unfinished, apiCalls);
  const { complete = 0, suspect = 0, partial = 0 } = progress.slices;
  // A service or region that is not there is no fault, but an account of which nothing was read is no success.
  const status = complete + suspect + partial === 0 ? 'failed' : progress.incomplete_slices.length > 0 ? 'partial' : 'completed';
  const why = status === 'failed' ? (progress.incomplete_slices[0]?.error ?? final.find(({ error }) => error)?.error) : undefined;
  return { progress, left, status, ...(why && { error: why }) };
}

function added(task: TaskRow, final: readonly SliceReport[], unfinished: readonly RunCounts[], apiCalls: number) {
  const slices = { ...task.slices };
  const resourcesByType = { ...task.resources_by_type };
  let counts = task.counts;
  for (const report of final) {
    addNumbers(slices, { [report.outcome]: 1 });
    if (report.counts.resources > 0) addNumbers(resourcesByType, { [report.type]: report.counts.resources });
    counts = addCounts(counts, report.counts);
  }
  // Read again later, so seen again: only what was written counts now.
  for (const written of unfinished) counts = addCounts(counts, { ...written, resources: 0, unchanged: 0, unread: 0 });
  const incomplete = final.filter(({ outcome }) => outcome !== 'complete' && outcome !== 'unsupported');
  const reported = incomplete.map(({ type, segment, outcome, error }) => ({ type, segment, outcome, ...(error && { error }) }));
  return {
    counts,
    slices,
    resources_by_type: resourcesByType,
    incomplete_slices: [...task.incomplete_slices, ...reported].slice(0, MAX_REPORTED_SLICES),
    missing_permissions: [...new Set([...task.missing_permissions, ...final.flatMap((report) => report.missing_permissions)])].toSorted(),
    api_calls: task.api_calls + apiCalls,
  } satisfies TaskProgress;
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
