/**
 * Runs the inventory of one account: fetch → reconcile → persist, slice by slice. Decides what a slice's outcome
 * allows: writes come first, deletes last, and only of a slice that was listed to its end.
 */
import pLimit from 'p-limit';
import { CloudError } from '../clouds/cloud-error.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { HashedResource } from './canonical-form.ts';
import { failedOutcome, type Fetcher, sliceErrorOf } from './fetcher.ts';
import { CoverageKeeper } from './coverage-keeper.ts';
import { NO_COUNTS, type RunCounts, type SliceError, type SliceKey, type SliceOutcome, type SliceReport } from './model.ts';
import { Reconciler } from './reconciler.ts';
import type { Repository, Written } from './repository.ts';

export interface Slice {
  readonly type: ResourceType;
  readonly segment: string;
}

/** Why a run should stop before it is through. */
export type StopReason = 'out_of_time' | 'cancelled';

export interface RunOptions {
  /** Slices read at once; the token buckets bound the requests. */
  readonly sliceConcurrency: number;
  /** Rows of one page written at once. */
  readonly writeConcurrency: number;
  /** Asked before each slice and each page. */
  readonly stop: () => Promise<StopReason | undefined>;
}

export interface InterruptedSlice extends SliceKey {
  readonly counts: RunCounts;
}

export interface RunResult {
  readonly reports: readonly SliceReport[];
  /** Not begun. */
  readonly untouched: readonly SliceKey[];
  /** Begun and stopped in between: what was written is right, but the slice has to be read again. */
  readonly interrupted: readonly InterruptedSlice[];
  readonly stopped?: StopReason;
  /** Resources in use in the whole account, by type, as far as coverage knows. */
  readonly resource_counts: Readonly<Record<string, number>>;
}

type SliceResult = { readonly report: SliceReport } | { readonly untouched: SliceKey } | { readonly interrupted: InterruptedSlice };

export interface ResourceManagerDeps {
  readonly fetcher: Fetcher;
  readonly repository: Repository;
}

export class ResourceManager {
  readonly #fetcher: Fetcher;
  readonly #repository: Repository;

  constructor(deps: ResourceManagerDeps) {
    this.#fetcher = deps.fetcher;
    this.#repository = deps.repository;
  }

  /** @throws ConditionFailed if a newer run has taken over the account */
  async run(slices: readonly Slice[], observedAt: string, options: RunOptions): Promise<RunResult> {
    const coverage = await CoverageKeeper.load(this.#repository, slices, observedAt);
    const limit = pLimit(options.sliceConcurrency);
    const run = new RunState(options.stop);
    const results = await settled(
      slices.map((slice) =>
        limit(async () => {
          try {
            return await this.#runSlice(slice, coverage, run, options);
          } catch (error) {
            run.fail();
            throw error;
          }
        }),
      ),
    );
    const reports = results.flatMap((result) => ('report' in result ? [result.report] : []));
    await coverage.save(reports);
    return {
      reports,
      untouched: results.flatMap((result) => ('untouched' in result ? [result.untouched] : [])),
      interrupted: results.flatMap((result) => ('interrupted' in result ? [result.interrupted] : [])),
      ...(run.stopped && { stopped: run.stopped }),
      resource_counts: coverage.countByType(),
    };
  }

  async #runSlice(slice: Slice, coverage: CoverageKeeper, run: RunState, options: RunOptions): Promise<SliceResult> {
    if (await run.mustStop()) return { untouched: keyOf(slice) };
    const { type, segment } = slice;
    const before = coverage.of(slice);
    const known = before?.populated === false || !before ? new Map() : await this.#repository.known(type, segment);
    const reconciler = new Reconciler(known, before?.held, before?.complete_at);
    const tally = new Tally();
    let pages = 0;
    try {
      for await (const page of this.#fetcher.pages(type, segment)) {
        // Asked before a page is kept, not after: a slice whose last page is in needs no more time.
        if (run.failed || (pages > 0 && (await run.mustStop()))) return { interrupted: tally.interrupted(slice) };
        if (page.length > 0) await coverage.tellPopulated(slice);
        await this.#persist(slice, page, reconciler, tally, !before, options.writeConcurrency);
        pages += 1;
      }
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      coverage.keepHeld(slice, reconciler.stillHeld());
      return { report: tally.report(slice, reconciler, failedOutcome(error, pages), sliceErrorOf(error)) };
    }
    if (tally.tooLarge.length > 0) {
      coverage.keepHeld(slice, reconciler.stillHeld());
      return { report: tally.report(slice, reconciler, 'partial', tooLargeError(tally.tooLarge)) };
    }
    if (run.failed) return { interrupted: tally.interrupted(slice) };
    const { missing, kept, held } = reconciler.end();
    const limit = pLimit(options.writeConcurrency);
    const deleted = await settled(missing.map((id) => limit(() => this.#repository.delete(type, segment, id))));
    tally.deleted += deleted.filter(Boolean).length;
    await this.#repository.copyChanges();
    if (kept === 0) return { report: tally.report(slice, reconciler, 'complete') };
    coverage.hold(slice, { ids: held, kept });
    return { report: tally.report(slice, reconciler, 'suspect', suspectError(kept)) };
  }

  async #persist(
    { type, segment }: Slice,
    page: readonly HashedResource[],
    reconciler: Reconciler,
    tally: Tally,
    neverSeen: boolean,
    concurrency: number,
  ): Promise<void> {
    const limit = pLimit(concurrency);
    // A page may show a resource twice: its later sight is written, not whichever write comes last.
    const changed = new Map<string, Pick<HashedResource, 'resource' | 'hash'> & { readonly expected: 'absent' | 'present' }>();
    for (const { resource, hash } of page) {
      const decision = reconciler.see(resource.resource_id, hash);
      tally.saw(resource.unread, decision !== 'seen_before');
      if (decision === 'unchanged') tally.wrote('unchanged');
      if (decision === 'unchanged' || decision === 'seen_before') continue;
      changed.set(resource.resource_id, { resource, hash, expected: decision === 'add' ? 'absent' : 'present' });
    }
    await settled(
      [...changed.values()].map(({ resource, hash, expected }) =>
        limit(async () => {
          const written = await this.#repository.write(type, segment, resource, hash, expected, neverSeen);
          tally.wrote(written);
          if (written === 'too_large') tally.tooLarge.push(resource.resource_id);
        }),
      ),
    );
    await this.#repository.copyChanges();
  }
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

/** Waits for all, then throws the first failure: nothing goes on in the background after a run has ended. */
export async function settled<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return await Promise.all(work);
}

/** Counts of one slice while it is read. */
class Tally {
  deleted = 0;
  readonly tooLarge: string[] = [];
  readonly #permissions = new Set<string>();
  readonly #written: Record<Written, number> = { added: 0, updated: 0, restored: 0, unchanged: 0, superseded: 0, too_large: 0 };
  #unread = 0;

  saw(unread: Readonly<Record<string, { readonly permission?: string }>>, first: boolean): void {
    const fields = Object.values(unread);
    if (fields.length > 0 && first) this.#unread += 1;
    for (const { permission } of fields) if (permission) this.#permissions.add(permission);
  }

  wrote(written: Written): void {
    this.#written[written] += 1;
  }

  interrupted(slice: Slice): InterruptedSlice {
    const { added, updated, restored } = this.#written;
    return { ...keyOf(slice), counts: { ...NO_COUNTS, added, updated, restored } };
  }

  report(slice: Slice, reconciler: Reconciler, outcome: SliceOutcome, error?: SliceError): SliceReport {
    const { added, updated, restored, unchanged } = this.#written;
    const counts: RunCounts = {
      ...NO_COUNTS,
      resources: reconciler.seenCount(),
      added,
      updated,
      restored,
      unchanged,
      deleted: this.deleted,
      unread: this.#unread,
    };
    return { ...keyOf(slice), outcome, counts, ...(error && { error }), missing_permissions: [...this.#permissions].toSorted() };
  }
}

const keyOf = ({ type, segment }: Slice): SliceKey => ({ type: type.type, segment });

const tooLargeError = (ids: readonly string[]): SliceError => ({
  class: 'too_large',
  error_code: 'ItemTooLarge',
  message: `${ids.length} resources are too large for DynamoDB (over 400 KB, nested more than 32 levels deep, or with an id of more than about 900 bytes): ${ids.slice(0, 3).join(', ')}.`,
});

const suspectError = (kept: number): SliceError => ({
  class: 'suspect',
  error_code: 'MassDelete',
  message: `${kept} resources, more than half of the slice, are missing; they are kept until a second run misses them too.`,
});
