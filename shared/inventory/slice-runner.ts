/**
 * Reads the slices of one account: fetch → reconcile → persist. The platform and `muster run` share it. The sink of each slice
 * knows the slice's stored resources, and writes those that were read.
 */
import pLimit from 'p-limit';
import type { Bookmark } from '../clouds/bookmark.ts';
import { CloudError, isRetryable } from '../clouds/cloud-error.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { StopReason } from '../jobs/account-work.ts';
import { settled } from '../settled.ts';
import type { HashedResource } from './canonical-form.ts';
import { failedOutcome, type Fetcher } from './fetcher.ts';
import { cappedErrorOf, faultErrorOf, sliceErrorOf, unstorableErrorOf } from './slice-errors.ts';
import type { RunCounts, SliceError, SliceKey, SliceOutcome } from './model.ts';
import type { Decision, Reconciler } from './reconciler.ts';
import { isSearchOnly } from './whole-slices.ts';

export interface Slice {
  readonly type: ResourceType;
  readonly segment: string;
}

export const keyOf = ({ type, segment }: Slice): SliceKey => ({ type: type.type, segment });

export interface DecidedResource extends HashedResource {
  readonly decision: Decision;
}

/** Takes the resources of one slice. After the last `keep`, exactly one of the three other methods is called, once, unless `complete` had to stop. */
export interface SliceSink<Report> {
  /** Holds the resources that were stored before. */
  readonly reconciler: Reconciler;
  /** `stored` is the number of further resources on the page whose version shows that they are stored already; they were not read whole. */
  keep(page: readonly DecidedResource[], stored: number): Promise<void>;
  /** The slice was listed to its end. Undefined if `mustStop` said so before everything was done that follows from that; `interrupted` is called then. */
  complete(mustStop: () => Promise<boolean>): Promise<Report | undefined>;
  /** The cloud's answer was an error before the slice's end. */
  incomplete(outcome: SliceOutcome, error: SliceError): Promise<Report>;
  /** The run was stopped before the slice's end, so that the rest of the slice has to be read. Returns what was written so far. */
  interrupted(): RunCounts;
  /** The place at which the list begins, and to which the session moves on; absent if the slice is always read from its beginning. */
  readonly bookmark?: Bookmark;
  /** Keeps the place, and what was seen before it, for a later attempt. Called after the last `keep`, if another attempt reads the rest. Returns whether this one has come further than the attempt before. */
  checkpoint?(): Promise<boolean>;
}

export interface SliceRunOptions {
  /** The number of slices that are read at once. Token buckets bound the rate of requests. */
  readonly sliceConcurrency: number;
  /** The most resources of a slice that are kept; a slice that has more ends `partial`. No limit if absent. */
  readonly maxResources?: number | undefined;
  /** Called before each slice and each page. An error that it throws ends the run. */
  readonly stop: () => Promise<StopReason | undefined>;
  /**
   * Called with an error of Muster's own. If it returns, only the slice ends; if it throws, all slices stop.
   * @param from whether the slice was being read, or written by its sink
   */
  readonly onFault: (slice: Slice, error: unknown, from: 'reader' | 'sink') => void;
}

/** Opens the sinks of slices. */
export interface Sinks<Report> {
  open(slice: Slice): Promise<SliceSink<Report>>;
  /** The report on a slice whose sink could not be opened. */
  unopened(slice: Slice, error: SliceError): Report;
}

export interface InterruptedSlice extends SliceKey {
  readonly counts: RunCounts;
  /** Whether the next attempt begins further on in the slice than this one did. */
  readonly hasAdvanced: boolean;
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
 * An error of the cloud ends only its slice, and becomes the slice's report. So does an error of Muster's own, unless `onFault` throws.
 * @throws what `stop` and `onFault` throw; not before all slices have stopped
 */
export async function runSlices<Report>(
  slices: readonly Slice[],
  fetcher: Fetcher,
  sinks: Sinks<Report>,
  options: SliceRunOptions,
): Promise<SlicesRun<Report>> {
  const limit = pLimit(options.sliceConcurrency);
  const run = new RunState(options.stop);
  const results = await settled(
    slices.map((slice) =>
      limit(async () => {
        try {
          return await runSlice(slice, fetcher, sinks, run, options);
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
  sinks: Sinks<Report>,
  run: RunState,
  { onFault, maxResources = Infinity }: SliceRunOptions,
): Promise<SliceResult<Report>> {
  if (await run.mustStop()) return { untouched: keyOf(slice) };
  let sink: SliceSink<Report>;
  try {
    sink = await sinks.open(slice);
  } catch (error) {
    onFault(slice, error, 'sink');
    return { report: sinks.unopened(slice, faultErrorOf(keyOf(slice), error)) };
  }
  const unusable: string[] = [];
  /** A slice with resources that cannot be compared is read from its beginning again. */
  const checkpointed = async (): Promise<boolean> => {
    try {
      return unusable.length === 0 && (await sink.checkpoint?.()) === true;
    } catch (error) {
      onFault(slice, error, 'sink');
      return false;
    }
  };
  const interrupted = async (): Promise<SliceResult<Report>> => {
    const hasAdvanced = !run.failed && run.stopped === 'out_of_time' && (await checkpointed());
    return { interrupted: { ...keyOf(slice), counts: sink.interrupted(), hasAdvanced } };
  };
  let pages = 0;
  let from: 'reader' | 'sink' = 'reader';
  try {
    const { reconciler } = sink;
    for await (const page of fetcher.pages(slice.type, slice.segment, reconciler, sink.bookmark)) {
      // The run is asked before a page is kept, not after it, because a slice whose last page was kept needs no more time.
      if (run.failed || (pages > 0 && (await run.mustStop()))) return await interrupted();
      const decided: DecidedResource[] = [];
      let stored = 0;
      let isCapped = false;
      for (const each of page) {
        const id = 'resource' in each ? each.resource.resource_id : each.resource_id;
        if (reconciler.seenCount() >= maxResources && !reconciler.isSeen(id)) isCapped = true;
        else if ('unusable' in each) unusable.push(each.resource_id);
        else if (!('unchanged' in each)) decided.push({ ...each, decision: reconciler.see(each.resource.resource_id, each.hash) });
        else if (reconciler.seeStored(each.resource_id)) stored += 1;
      }
      from = 'sink';
      await sink.keep(decided, stored);
      if (isCapped) return { report: await sink.incomplete('partial', cappedErrorOf(keyOf(slice), maxResources)) };
      from = 'reader';
      pages += 1;
    }
    if (run.failed) return await interrupted();
    from = 'sink';
    if (unusable.length > 0) return { report: await sink.incomplete('partial', unstorableErrorOf(unusable)) };
    const report = await sink.complete(async () => await run.mustStop());
    return report === undefined ? await interrupted() : { report };
  } catch (error) {
    if (error instanceof CloudError && from === 'reader') {
      const outcome = failedOutcome(error, pages);
      if (isRetryable(error.details.class)) await checkpointed();
      // Resources that could not be read are a failure; that the slice is known from a search alone is none.
      const failure =
        unusable.length > 0 && isSearchOnly(outcome, error.details.error_code) ? unstorableErrorOf(unusable) : sliceErrorOf(error);
      return { report: await sink.incomplete(outcome, failure) };
    }
    onFault(slice, error, from);
    return { report: await sink.incomplete(pages > 0 || from === 'sink' ? 'partial' : 'failed', faultErrorOf(keyOf(slice), error)) };
  }
}

/** Whether a run has to stop: because its `stop` gave a reason, or because that or `onFault` threw. */
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
