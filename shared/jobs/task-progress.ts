/** From what a run reports to what the task row says. */
import { NO_COUNTS, type SliceKey, type SliceReport } from '../inventory/model.ts';
import type { RunResult } from '../inventory/resource-manager.ts';
import { MAX_REPORTED_SLICES, type TaskError, type TaskRow } from './model.ts';
import { addCounts, addNumbers } from './totals.ts';

/** What an attempt adds to the task row, whether it ends the task or not. */
export type TaskProgress = Partial<
  Pick<TaskRow, 'counts' | 'resources_by_type' | 'slices' | 'incomplete_slices' | 'missing_permissions' | 'api_calls' | 'left' | 'hops'>
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
  const left = [...result.untouched, ...(hopeless ? [] : result.interrupted), ...again.map(({ type, region }) => ({ type, region }))];
  const progress = added(task, final, again, apiCalls);
  const readSomething = Object.entries(progress.slices).some(
    ([outcome, count]) => outcome !== 'failed' && outcome !== 'denied' && count > 0,
  );
  const allWell = progress.incomplete_slices.length === 0;
  const first = progress.incomplete_slices[0]?.error;
  return {
    progress,
    left,
    status: allWell ? 'completed' : readSomething ? 'partial' : 'failed',
    ...(!allWell && !readSomething && first && { error: first }),
  };
}

function added(task: TaskRow, final: readonly SliceReport[], again: readonly SliceReport[], apiCalls: number) {
  const slices = { ...task.slices };
  const resourcesByType = { ...task.resources_by_type };
  let counts = task.counts;
  for (const report of final) {
    addNumbers(slices, { [report.outcome]: 1 });
    if (report.counts.resources > 0) addNumbers(resourcesByType, { [report.type]: report.counts.resources });
    counts = addCounts(counts, report.counts);
  }
  // Read again later, so seen again: only what was written counts now.
  for (const { counts: written } of again) counts = addCounts(counts, { ...written, resources: 0, unchanged: 0, unread: 0 });
  const incomplete = final.filter(({ outcome }) => outcome !== 'complete' && outcome !== 'unsupported');
  const reported = incomplete.map(({ type, region, outcome, error }) => ({ type, region, outcome, ...(error && { error }) }));
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

const outOfTime = ({ type, region }: SliceKey): SliceReport => ({
  type,
  region,
  outcome: 'partial',
  counts: NO_COUNTS,
  error: {
    class: 'out_of_time',
    error_code: 'OutOfTime',
    message: `${type} in ${region} cannot be read to its end within one invocation of the worker.`,
  },
  missing_permissions: [],
});
