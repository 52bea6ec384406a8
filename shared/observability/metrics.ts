/**
 * Every metric that Muster counts: names, units and dimensions, declared here and nowhere else. The core gets
 * the counter by argument (`Metrics`), like its log. Each set and each combination of its dimensions is billed as metrics of its own in the hours in
 * which it is written, so no dimension grows with accounts, types, regions or policies.
 */
import type { StageName } from './stages.ts';

/** CloudWatch's own names. */
type Unit = 'Count' | 'Seconds' | 'Bytes' | 'Percent';

interface MetricSet {
  readonly dimensions: readonly string[];
  readonly metrics: Readonly<Record<string, Unit>>;
}

export const METRIC_SETS = {
  /** When a job ends. `FailedAccounts` is the share of its accounts that failed. */
  job: { dimensions: ['operation', 'status'], metrics: { JobsEnded: 'Count', JobSeconds: 'Seconds' } },
  accounts: { dimensions: ['operation'], metrics: { FailedAccounts: 'Percent' } },
  /** When a task ends. */
  task: { dimensions: ['operation', 'outcome'], metrics: { TasksEnded: 'Count' } },
  /** For each attempt at a task: how long each of its stages took. `docs/operations.md` says what belongs to which. */
  stage: { dimensions: ['operation', 'stage'], metrics: { StageSeconds: 'Seconds' } },
  /** For each attempt at an inventory: what it has read and written. */
  inventory: {
    dimensions: [],
    metrics: { ResourcesRead: 'Count', ResourcesChanged: 'Count', ResourcesDeleted: 'Count', CloudApiCalls: 'Count' },
  },
  slice: { dimensions: ['outcome'], metrics: { SlicesRead: 'Count' } },
  /** For each attempt at a scan: what it has found. */
  scan: { dimensions: [], metrics: { FindingsOpened: 'Count', FindingsResolved: 'Count' } },
  /** For each account that is exported: what was written. */
  export: { dimensions: [], metrics: { ExportedFiles: 'Count', ExportedBytes: 'Bytes' } },
  /** A night has succeeded: see `docs/operations.md`. */
  night: { dimensions: [], metrics: { SuccessfulNights: 'Count' } },
  /** At the end of each poll. */
  poll: { dimensions: [], metrics: { OpenJobs: 'Count' } },
} as const satisfies Readonly<Record<string, MetricSet>>;

export type MetricSetName = keyof typeof METRIC_SETS;
export type MetricValues<S extends MetricSetName> = Readonly<Record<keyof (typeof METRIC_SETS)[S]['metrics'], number>>;

interface DimensionValues {
  /** Name of an operation. */
  readonly operation: string;
  /** How a job ended: `completed`, `completed_with_errors`, `failed`, `cancelled`. */
  readonly status: string;
  /** How a task has ended, or a slice. */
  readonly outcome: 'completed' | 'partial' | 'failed' | 'complete' | 'denied' | 'unsupported' | 'suspect';
  /** One of `TASK_STAGES` or of the operation's own. */
  readonly stage: StageName;
}
export type MetricDimensions<S extends MetricSetName> = Pick<DimensionValues, (typeof METRIC_SETS)[S]['dimensions'][number]>;

export interface Metrics {
  /** Counts one event. */
  count<S extends MetricSetName>(set: S, dimensions: MetricDimensions<S>, values: MetricValues<S>): void;
}

/** The dimension that every metric has besides its own. */
export const SERVICE = 'muster';
