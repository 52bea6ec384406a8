/**
 * The platform's sink for one slice: writes the resources that differ from the stored rows. Writes come first and deletes last, and
 * only a slice that was listed to its end deletes.
 */
import pLimit from 'p-limit';
import { Bookmark } from '../clouds/bookmark.ts';
import { hasFailed } from '../clouds/cloud.ts';
import type { Stage } from '../observability/stages.ts';
import { settled } from '../settled.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { CoverageKeeper } from './coverage-keeper.ts';
import { NO_COUNTS, type RunCounts, type SliceError, type SliceOutcome, type SliceReport } from './model.ts';
import { Holding, Reconciler } from './reconciler.ts';
import type { Repository, SliceHistory, Written } from './repository.ts';
import { unstorableErrorOf } from './slice-errors.ts';
import { type DecidedResource, keyOf, type Slice, type SliceSink } from './slice-runner.ts';
import type { TaskCheckpoints } from './task-checkpoints.ts';
import { isSearchOnly } from './whole-slices.ts';

export interface StoredSliceDeps {
  readonly repository: Repository;
  readonly coverage: CoverageKeeper;
  readonly checkpoints: Pick<TaskCheckpoints, 'read' | 'write'>;
  /** Rows of one page written at once. */
  readonly writeConcurrency: number;
  readonly stage: Stage;
  /** Called with an error of Muster's own in writing one resource. If it returns, the resource counts as one that cannot be stored. */
  readonly onFault: (error: unknown) => void;
}

export class StoredSlice implements SliceSink<SliceReport> {
  readonly reconciler: Reconciler;
  readonly #slice: Slice;
  readonly #deps: StoredSliceDeps;
  readonly #tooLarge: string[] = [];
  readonly #permissions = new Set<string>();
  readonly #written: Record<Written, number> = { added: 0, updated: 0, restored: 0, unchanged: 0, superseded: 0, too_large: 0 };
  #unread = 0;
  #deleted = 0;
  readonly bookmark: Bookmark;
  /** The numbers of an earlier attempt, whose writes the task's totals have already. */
  readonly #before: Pick<Checkpoint, 'added' | 'unchanged'>;
  readonly #seenBefore: number;
  readonly #partsBefore: number;

  private constructor(slice: Slice, deps: StoredSliceDeps, reconciler: Reconciler, checkpoint: Checkpoint | undefined) {
    this.#slice = slice;
    this.#deps = deps;
    this.reconciler = reconciler;
    this.bookmark = new Bookmark(checkpoint?.place);
    this.#partsBefore = this.bookmark.partsDone;
    this.#before = { added: checkpoint?.added ?? 0, unchanged: checkpoint?.unchanged ?? 0 };
    this.#unread = checkpoint?.unread ?? 0;
    for (const permission of checkpoint?.missing_permissions ?? []) this.#permissions.add(permission);
    this.#tooLarge.push(...(checkpoint?.too_large ?? []));
    if (checkpoint) reconciler.resume(checkpoint.seen, checkpoint.added);
    this.#seenBefore = reconciler.seenCount();
  }

  static async open(slice: Slice, deps: StoredSliceDeps): Promise<StoredSlice> {
    const before = deps.coverage.of(slice);
    const reconciler = new Reconciler(before?.held, before?.complete_at);
    if (before?.populated) for await (const row of deps.repository.known(slice.type, slice.segment)) reconciler.know(row.resource_id, row);
    return new StoredSlice(slice, deps, reconciler, await checkpointOf(slice, deps));
  }

  /** The report on a slice that could not be opened. */
  static unopened(slice: Slice, error: SliceError): SliceReport {
    return { ...keyOf(slice), outcome: 'failed', counts: NO_COUNTS, error, missing_permissions: [] };
  }

  async checkpoint(): Promise<boolean> {
    const { place } = this.bookmark;
    if (!place) return false;
    const { added, restored, unchanged } = this.#written;
    await this.#deps.checkpoints.write(keyOf(this.#slice), {
      place,
      seen: this.reconciler.seen(),
      added: this.#before.added + added + restored,
      unchanged: this.#before.unchanged + unchanged,
      unread: this.#unread,
      missing_permissions: [...this.#permissions],
      too_large: this.#tooLarge,
    });
    return this.reconciler.seenCount() > this.#seenBefore || this.bookmark.partsDone > this.#partsBefore || this.#deleted > 0;
  }

  async keep(page: readonly DecidedResource[], stored: number): Promise<void> {
    await this.#deps.stage('write', () => this.#keep(page, stored));
  }

  async complete(mustStop: () => Promise<boolean>): Promise<SliceReport | undefined> {
    return await this.#deps.stage('write', () => this.#complete(mustStop));
  }

  async incomplete(outcome: SliceOutcome, error: SliceError): Promise<SliceReport> {
    this.#deps.coverage.keepHeld(this.#slice, this.reconciler.stillHeld());
    this.#countInUse();
    // A resource that could not be stored is a failure; that the slice is known from a search alone is none.
    const isLost = this.#tooLarge.length > 0 && isSearchOnly(outcome, error.error_code);
    return this.#report(outcome, isLost ? unstorableErrorOf(this.#tooLarge) : error);
  }

  interrupted(): RunCounts {
    const { added, updated, restored } = this.#written;
    this.#countInUse();
    return { ...NO_COUNTS, added, updated, restored, deleted: this.#deleted };
  }

  /** Counts what is stored after a run that did not read the slice whole, or did not delete everything that it was without. */
  #countInUse(): void {
    this.#deps.coverage.countInUse(this.#slice, this.reconciler.inUseCount(new Set(this.#tooLarge)) - this.#deleted);
  }

  async #keep(page: readonly DecidedResource[], stored: number): Promise<void> {
    const { repository, coverage, writeConcurrency } = this.#deps;
    const history = page.length > 0 ? await coverage.markPopulated(this.#slice) : 'other';
    this.#written.unchanged += stored;
    // A page may list a resource twice. The later entry is written, not the one whose write happens to end last.
    const changed = new Map<string, DecidedResource>();
    for (const decided of page) {
      const { resource, decision } = decided;
      this.#countUnread(resource.unread, decision !== 'seen_before');
      if (decision === 'unchanged' && !this.#isRevised(resource)) this.#written.unchanged += 1;
      else if (decision !== 'seen_before') changed.set(resource.resource_id, decided);
    }
    // First rows are gathered into batches, so that more of them do not mean more requests.
    const limit = pLimit(history === 'own' ? Infinity : writeConcurrency);
    await settled([...changed.values()].map((decided) => limit(async () => await this.#write(decided, history))));
    await repository.copyChanges();
  }

  async #complete(mustStop: () => Promise<boolean>): Promise<SliceReport | undefined> {
    const { repository, coverage } = this.#deps;
    if (this.#tooLarge.length > 0) return await this.incomplete('partial', unstorableErrorOf(this.#tooLarge));
    const { missing, isSuspect } = this.reconciler.end();
    // No run holds the ids of a whole slice, so those of the missing rows are read once more.
    const ids = missing > 0 ? repository.ids(this.#slice.type, this.#slice.segment) : [];
    const held = new Holding();
    const gone: string[] = [];
    for await (const id of ids) {
      if (!this.reconciler.isMissing(id)) continue;
      if (isSuspect && !this.reconciler.wasHeld(id)) {
        held.keep(id);
        continue;
      }
      gone.push(id);
      if (gone.length < DELETED_AT_ONCE) continue;
      await this.#delete(gone.splice(0));
      // The rest of a suspect slice would no longer look like one, so its deletions, which are few, are not interrupted.
      if (!isSuspect && (await mustStop())) return undefined;
    }
    await this.#delete(gone);
    if (held.kept === 0) return this.#report('complete');
    coverage.hold(this.#slice, held);
    return this.#report('suspect', suspectError(held.kept));
  }

  async #delete(ids: readonly string[]): Promise<void> {
    const { repository, writeConcurrency } = this.#deps;
    const { type, segment } = this.#slice;
    const limit = pLimit(writeConcurrency);
    const deleted = await settled(ids.map((id) => limit(() => repository.delete(type, segment, id))));
    this.#deleted += deleted.filter(Boolean).length;
    await repository.copyChanges();
  }

  /** Whether the resource has another version than its row, which the row then takes, although the state is the same. */
  #isRevised({ resource_id, source_version }: DecidedResource['resource']): boolean {
    return source_version !== undefined && !this.reconciler.isCurrent(resource_id, source_version);
  }

  #countUnread(unread: DecidedResource['resource']['unread'], isFirst: boolean): void {
    const fields = Object.values(unread).filter(hasFailed);
    if (fields.length > 0 && isFirst) this.#unread += 1;
    for (const { permission } of fields) if (permission) this.#permissions.add(permission);
  }

  async #write({ resource, hash, decision }: DecidedResource, history: SliceHistory): Promise<void> {
    const { type, segment } = this.#slice;
    const expected = decision === 'add' ? 'absent' : 'present';
    try {
      const written = await this.#deps.repository.write(type, segment, resource, hash, expected, history);
      this.#written[written] += 1;
      if (written === 'too_large') this.#tooLarge.push(resource.resource_id);
    } catch (error) {
      this.#deps.onFault(error);
      this.#tooLarge.push(resource.resource_id);
    }
  }

  #report(outcome: SliceOutcome, error?: SliceError): SliceReport {
    const { added, updated, restored } = this.#written;
    const unchanged = this.#before.unchanged + this.#written.unchanged;
    const resources = this.reconciler.seenCount();
    const counts: RunCounts = {
      ...NO_COUNTS,
      resources,
      added,
      updated,
      restored,
      unchanged,
      unread: this.#unread,
      deleted: this.#deleted,
    };
    return { ...keyOf(this.#slice), outcome, counts, ...(error && { error }), missing_permissions: [...this.#permissions].toSorted() };
  }
}

/** A checkpoint that cannot be read costs a repetition of the slice, and nothing else. */
async function checkpointOf(slice: Slice, { checkpoints, onFault }: StoredSliceDeps): Promise<Checkpoint | undefined> {
  try {
    return await checkpoints.read(keyOf(slice));
  } catch (error) {
    onFault(error);
    return undefined;
  }
}

/** Rows that are deleted before the run is asked whether it must stop. */
const DELETED_AT_ONCE = 200;

const suspectError = (kept: number): SliceError => ({
  class: 'suspect',
  error_code: 'MassDelete',
  message: `${kept} resources, more than half of the slice, were not listed; they are kept until a second run does not list them either.`,
});
