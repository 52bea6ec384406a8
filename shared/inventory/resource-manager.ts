/** Reads the given slices of one account into the tables, and stores the outcome of each slice. */
import type { Survey } from '../clouds/survey.ts';
import type { Stage } from '../observability/stages.ts';
import { CoverageKeeper } from './coverage-keeper.ts';
import type { Fetcher } from './fetcher.ts';
import { type CoverageRow, NO_COUNTS, type SliceReport } from './model.ts';
import type { Repository } from './repository.ts';
import { type InterruptedSlice, runSlices, type Slice, type SliceRunOptions, type SlicesRun } from './slice-runner.ts';
import { StoredSlice } from './stored-slice.ts';
import type { TaskCheckpoints } from './task-checkpoints.ts';

export interface RunOptions extends SliceRunOptions {
  /** The number of rows of one page that are written at once. */
  readonly writeConcurrency: number;
  /** Whether the run has the time of a whole invocation. */
  readonly hasWholeTime: boolean;
  /** Slices that the run does not read, and says so. */
  readonly resting: readonly Slice[];
  /** The view of the account that the cloud's own index gives; undefined if the run asks for none. */
  readonly survey?: () => Promise<Survey | undefined>;
}

export interface RunResult extends SlicesRun<SliceReport> {
  /** The coverage of the whole account after the run. */
  readonly coverage: readonly CoverageRow[];
}

export interface ResourceManagerDeps {
  readonly fetcher: Fetcher;
  readonly repository: Repository;
  readonly checkpoints: Pick<TaskCheckpoints, 'read' | 'write'>;
  readonly stage: Stage;
}

export class ResourceManager {
  readonly #fetcher: Fetcher;
  readonly #repository: Repository;
  readonly #checkpoints: Pick<TaskCheckpoints, 'read' | 'write'>;
  readonly #stage: Stage;

  constructor(deps: ResourceManagerDeps) {
    this.#fetcher = deps.fetcher;
    this.#repository = deps.repository;
    this.#checkpoints = deps.checkpoints;
    this.#stage = deps.stage;
  }

  /** @throws ConditionFailed if a newer run has taken the account */
  async run(
    slices: readonly Slice[],
    observedAt: string,
    { writeConcurrency, hasWholeTime, resting, survey, ...options }: RunOptions,
  ): Promise<RunResult> {
    const [repository, checkpoints] = [this.#repository, this.#checkpoints];
    const stage = this.#stage;
    const coverage = await stage('load', () => CoverageKeeper.load(repository, slices, observedAt));
    const done = await runSlices(
      slices,
      this.#fetcher,
      {
        open: async (slice) => {
          const onFault = (error: unknown): void => options.onFault(slice, error, 'sink');
          return await stage('load', () =>
            StoredSlice.open(slice, { repository, coverage, checkpoints, writeConcurrency, stage, onFault }),
          );
        },
        unopened: (slice, error) => StoredSlice.unopened(slice, error),
      },
      options,
    );
    const ended = hasWholeTime ? withStuckSlices(done) : done;
    const run = { ...ended, reports: [...ended.reports, ...resting.map(skipped)] };
    await stage('write', async () => await coverage.save(run.reports, await survey?.()));
    return { ...run, coverage: coverage.rows() };
  }
}

/**
 * A run that used the time of a whole invocation, finished no slice and came further in none would do the same next time, so the slices that it began end
 * as `partial`. They are reported like all others, so that coverage says that they are not whole.
 */
function withStuckSlices(run: SlicesRun<SliceReport>): SlicesRun<SliceReport> {
  if (run.stopped !== 'out_of_time' || run.reports.length > 0 || run.interrupted.some(({ hasAdvanced }) => hasAdvanced)) return run;
  return { ...run, reports: run.interrupted.map(outOfTime), interrupted: [] };
}

const skipped = ({ type, segment }: Slice): SliceReport => ({
  type: type.type,
  segment,
  outcome: 'skipped',
  counts: NO_COUNTS,
  missing_permissions: [],
});

/** The counts of an interrupted slice are those of its writes. */
const outOfTime = ({ type, segment, counts }: InterruptedSlice): SliceReport => ({
  type,
  segment,
  outcome: 'partial',
  counts,
  error: {
    class: 'out_of_time',
    error_code: 'OutOfTime',
    message: `${type} in ${segment} takes longer to read than one invocation of the worker may run.`,
  },
  missing_permissions: [],
});
