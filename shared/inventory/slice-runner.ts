/**
 * Reads the slices of one account: fetch → reconcile → persist. The platform and `muster run` share it; a sink for each slice
 * says what is known of its resources beforehand, and where those go that were read.
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

/** Takes what is read of one slice. Exactly one of its last three methods is called, once, after every page was kept. */
export interface SliceSink<Report> {
  /** Knows the resources that were stored before. */
  readonly reconciler: Reconciler;
  /** `stored`: how many resources more are stored as they are now, so that the cloud did not read them whole. */
  keep(page: readonly DecidedResource[], stored: number): Promise<void>;
  /** The slice was listed to its end. */
  complete(): Promise<Report>;
  /** The cloud refused or failed before the end. */
  incomplete(outcome: SliceOutcome, error: SliceError): Promise<Report>;
  /** The run was stopped before the end: the slice has to be read again. Returns what was written so far. */
  interrupted(): RunCounts;
}

export interface SliceRunOptions {
  /** Slices read at once; the token buckets bound the requests. */
  readonly sliceConcurrency: number;
  /** Asked before each slice and each page. What it throws ends the run. */
  readonly stop: () => Promise<StopReason | undefined>;
}

export interface InterruptedSlice extends SliceKey {
  readonly counts: RunCounts;
}

export interface SlicesRun<Report> {
  readonly reports: readonly Report[];
  /** Not begun. */
  readonly untouched: readonly SliceKey[];
  /** Begun and stopped in between: what was written is right, but the slice has to be read again. */
  readonly interrupted: readonly InterruptedSlice[];
  readonly stopped?: StopReason;
}

type SliceResult<Report> = { readonly report: Report } | { readonly untouched: SliceKey } | { readonly interrupted: InterruptedSlice };

/** A slice that the cloud does not show to its end is a report. @throws what a sink throws, after every slice has come to its end */
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
      // Asked before a page is kept, not after: a slice whose last page is in needs no more time.
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

/** Whether a run may go on: not when its time is over, and not when one of its slices met what nobody foresaw. */
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
