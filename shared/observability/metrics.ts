/**
 * Every metric that Muster counts, with its unit and dimensions. The core gets the counter (`Metrics`) by argument, like its log.
 * CloudWatch bills each metric for each combination of dimension values, in the hours in which it is written. So no dimension's
 * values grow with accounts, types, regions or policies.
 */
import type { StageName } from './stages.ts';

/** CloudWatch's names of units. */
type Unit = 'Count' | 'Seconds' | 'Bytes' | 'Percent';

interface MetricSet {
  readonly dimensions: readonly string[];
  readonly metrics: Readonly<Record<string, Unit>>;
}

export const METRIC_SETS = {
  /** Counted when a job ends. */
  job: { dimensions: ['operation', 'status'], metrics: { JobsEnded: 'Count', JobSeconds: 'Seconds' } },
  /** Counted when a job ends that covers every account or many: the percentages of its accounts that failed, and that are partial. */
  accounts: { dimensions: ['operation'], metrics: { FailedAccounts: 'Percent', PartialAccounts: 'Percent' } },
  /** Counted when a task ends. */
  task: { dimensions: ['operation', 'outcome'], metrics: { TasksEnded: 'Count' } },
  /** Counted when a task ends that failed, or is partial, for a reason of Muster's own. */
  fault: { dimensions: ['operation'], metrics: { AccountsWithFaults: 'Count' } },
  /** Counted for each attempt at a task: the time of each of its stages. `docs/operations.md` describes them. */
  stage: { dimensions: ['operation', 'stage'], metrics: { StageSeconds: 'Seconds' } },
  /** Counted for each attempt at an inventory of an account that read slices. */
  inventory: {
    dimensions: [],
    metrics: { ResourcesRead: 'Count', ResourcesChanged: 'Count', ResourcesDeleted: 'Count' },
  },
  /** Counted for each attempt at an inventory of an account, whether it could log in or not. */
  cloud: { dimensions: [], metrics: { CloudApiCalls: 'Count' } },
  /** Counted for each slice that an attempt at an inventory has read. */
  slice: { dimensions: ['outcome'], metrics: { SlicesRead: 'Count' } },
  /** Counted for each attempt at a scan of an account. */
  scan: { dimensions: [], metrics: { FindingsOpened: 'Count', FindingsResolved: 'Count' } },
  /** Counted for each account that is exported. */
  export: { dimensions: [], metrics: { ExportedFiles: 'Count', ExportedBytes: 'Bytes' } },
  /** Counted when a nightly run has published its export; `docs/operations.md` says what that takes. */
  night: { dimensions: [], metrics: { SuccessfulNights: 'Count' } },
  /** Counted at each poll: the rows whose events their writers did not send, and the age of the oldest event that was still to be sent. */
  outbox: { dimensions: [], metrics: { RowsSentLate: 'Count', OldestUnsentEventSeconds: 'Seconds' } },
  /** Counted at the end of each poll. */
  poll: { dimensions: [], metrics: { OpenJobs: 'Count' } },
} as const satisfies Readonly<Record<string, MetricSet>>;

export type MetricSetName = keyof typeof METRIC_SETS;
export type MetricValues<S extends MetricSetName> = Readonly<Record<keyof (typeof METRIC_SETS)[S]['metrics'], number>>;

interface DimensionValues {
  /** Name of an operation. */
  readonly operation: string;
  /** How a job ended: `completed`, `completed_with_errors`, `failed`, `cancelled`. */
  readonly status: string;
  /** How a task ended (`completed`, `partial`, `failed`), or how the reading of a slice ended (the others, `partial` and `failed`). */
  readonly outcome: 'completed' | 'partial' | 'failed' | 'complete' | 'denied' | 'unsupported' | 'suspect';
  /** One of `TASK_STAGES` or of the operation's own. */
  readonly stage: StageName;
}
export type MetricDimensions<S extends MetricSetName> = Pick<DimensionValues, (typeof METRIC_SETS)[S]['dimensions'][number]>;

export interface Metrics {
  /** Counts one event. */
  count<S extends MetricSetName>(set: S, dimensions: MetricDimensions<S>, values: MetricValues<S>): void;
}

/** The value of the dimension `service`, which every metric has besides its own. */
export const SERVICE = 'muster';
