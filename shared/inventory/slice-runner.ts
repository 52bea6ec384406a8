/**
 * Reads the slices of one account: fetch → reconcile → persist. The platform and `muster run` share it. The sink of each slice
 * knows the slice's stored resources, and writes those that were read.
 */
import pLimit from 'p-limit';
import { CloudError } from '../clouds/cloud-error.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { StopReason } from '../jobs/account-work.ts';
import { settled } from '../settled.ts';
import type { HashedResource } from './canonical-form.ts';
import { failedOutcome, type Fetcher, sliceErrorOf } from './fetcher.ts';
import type { RunCounts, SliceError, SliceKey, SliceOutcome } from './model.ts';
import type { Decision, Reconciler } from './reconciler.ts';

export interface Slice {
  readonly type: ResourceType;
  readonly segment: string;
}

export const keyOf = ({ type, segment }: Slice): SliceKey => ({ type: type.type, segment });

export interface DecidedResource extends HashedResource {
  readonly decision: Decision;
}

/** Takes the resources of one slice. After the last `keep`, exactly one of the three other methods is called, once. */
export interface SliceSink<Report> {
  /** Holds the resources that were stored before. */
  readonly reconciler: Reconciler;
  /** `stored` is the number of further resources on the page whose version shows that they are stored already; they were not read whole. */
  keep(page: readonly DecidedResource[], stored: number): Promise<void>;
  /** The slice was listed to its end. */
  complete(): Promise<Report>;
  /** The cloud's answer was an error before the slice's end. */
  incomplete(outcome: SliceOutcome, error: SliceError): Promise<Report>;
  /** The run was stopped before the slice's end, so that the slice has to be read again. Returns what was written so far. */
  interrupted(): RunCounts;
}

export interface SliceRunOptions {
  /** The number of slices that are read at once. Token buckets bound the rate of requests. */
  readonly sliceConcurrency: number;
  /** Called before each slice and each page. An error that it throws ends the run. */
  readonly stop: () => Promise<StopReason | undefined>;
}

export interface InterruptedSlice extends SliceKey {
  readonly counts: RunCounts;
}

export interface SlicesRun<Report> {
  readonly reports: readonly Report[];
  /** Slices that the run did not begin. */
  readonly untouched: readonly SliceKey[];
  /** Slices that the run began and did not finish. What it wrote of them is right, but they have to be read again. */
  readonly interrupted: readonly InterruptedSlice[];
  readonly stopped?: StopReason;
}

type SliceResult<Report> = { readonly report: Report } | { readonly untouched: SliceKey } | { readonly interrupted: InterruptedSlice };

/**
 * An error of the cloud ends only its slice, and becomes the slice's report.
 * @throws every other error, such as a sink's; not before all slices have stopped
 */
export async function runSlices<Report>(
  slices: readonly Slice[],
  fetcher: Fetcher,
  open: (slice: Slice) => Promise<SliceSink<Report>>,
  options: SliceRunOptions,
): Promise<SlicesRun<Report>> {
  const limit = pLimit(options.sliceConcurrency);
  const run = new RunState(options.stop);
  const results = await settled(
    slices.map((slice) =>
      limit(async () => {
        try {
          return await runSlice(slice, fetcher, open, run);
        } catch (error) {
          run.fail();
          throw error;
        }
      }),
    ),
  );
  return {
    reports: results.flatMap((result) => ('report' in result ? [result.report] : [])),
    untouched: results.flatMap((result) => ('untouched' in result ? [result.untouched] : [])),
    interrupted: results.flatMap((result) => ('interrupted' in result ? [result.interrupted] : [])),
    ...(run.stopped && { stopped: run.stopped }),
  };
}

async function runSlice<Report>(
  slice: Slice,
  fetcher: Fetcher,
  open: (slice: Slice) => Promise<SliceSink<Report>>,
  run: RunState,
): Promise<SliceResult<Report>> {
  if (await run.mustStop()) return { untouched: keyOf(slice) };
  const sink = await open(slice);
  const interrupted = (): SliceResult<Report> => ({ interrupted: { ...keyOf(slice), counts: sink.interrupted() } });
  let pages = 0;
  try {
    const { reconciler } = sink;
    for await (const page of fetcher.pages(slice.type, slice.segment, (id) => reconciler.sourceVersion(id))) {
      // The run is asked before a page is kept, not after it, because a slice whose last page was kept needs no more time.
      if (run.failed || (pages > 0 && (await run.mustStop()))) return interrupted();
      const decided: DecidedResource[] = [];
      let stored = 0;
      for (const each of page) {
        if (!('unchanged' in each)) decided.push({ ...each, decision: reconciler.see(each.resource.resource_id, each.hash) });
        else if (reconciler.seeStored(each.resource_id)) stored += 1;
      }
      await sink.keep(decided, stored);
      pages += 1;
    }
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { report: await sink.incomplete(failedOutcome(error, pages), sliceErrorOf(error)) };
  }
  if (run.failed) return interrupted();
  return { report: await sink.complete() };
}

/** Whether a run has to stop: because its `stop` gave a reason, or because a slice met an unexpected error. */
class RunState {
  failed = false;
  stopped: StopReason | undefined;
  readonly #stop: () => Promise<StopReason | undefined>;

  constructor(stop: () => Promise<StopReason | undefined>) {
    this.#stop = stop;
  }

  fail(): void {
    this.failed = true;
  }

  async mustStop(): Promise<boolean> {
    return this.failed || (this.stopped ??= await this.#stop()) !== undefined;
  }
}
