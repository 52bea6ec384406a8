/**
 * Reads and writes coverage for one run. A run marks an empty slice as `populated` before it stores the slice's first resource. If it
 * dies in between, a later run still reads the slice's rows and compares them.
 */
import { notReadBySegment } from './not-read.ts';
import type { CoverageRow, NotRead, SliceCoverage, SliceReport } from './model.ts';
import type { Survey } from '../clouds/survey.ts';
import { settled } from '../settled.ts';
import type { HeldRows } from './reconciler.ts';
import type { Repository, SliceHistory } from './repository.ts';
import { emptyNights } from './rhythm.ts';
import type { Slice } from './slice-runner.ts';

const nameOf = (type: string, segment: string): string => `${type} ${segment}`;

export class CoverageKeeper {
  readonly #repository: Repository;
  readonly #slices: ReadonlyMap<string, Slice>;
  readonly #observedAt: string;
  /** Rows by segment, as the run read them at its beginning. */
  readonly #found: ReadonlyMap<string, CoverageRow>;
  /** Rows by segment, as the run last read or wrote them. */
  readonly #stored: Map<string, CoverageRow>;
  /** By segment: the write that marks the segment's slices as populated, and whether no other run had written the row since this run read it. */
  readonly #marked = new Map<string, Promise<boolean>>();
  /** The slices in which the run has stored resources, or was about to. */
  readonly #writtenTo = new Set<Slice>();
  readonly #held = new Map<Slice, Readonly<HeldRows>>();
  /** The number of resources in use in slices that the run has read in part. */
  readonly #inUse = new Map<Slice, number>();

  private constructor(repository: Repository, slices: readonly Slice[], observedAt: string, found: ReadonlyMap<string, CoverageRow>) {
    this.#repository = repository;
    this.#slices = new Map(slices.map((slice) => [nameOf(slice.type.type, slice.segment), slice]));
    this.#observedAt = observedAt;
    this.#found = found;
    this.#stored = new Map(found);
  }

  static async load(repository: Repository, slices: readonly Slice[], observedAt: string): Promise<CoverageKeeper> {
    return new CoverageKeeper(repository, slices, observedAt, await repository.coverage());
  }

  /** The coverage of the slice at the beginning of the run. Undefined if no earlier run wrote to the slice. */
  of({ type, segment }: Slice): SliceCoverage | undefined {
    return this.#found.get(segment)?.slices[type.type];
  }

  /**
   * Marks the slice as populated. One write does so for all of the run's slices of the segment that are not marked yet. A slice is the run's own
   * if that write was the first to name it: an older run that has not named it yet stops at its own mark, and a newer one finds it named.
   */
  async markPopulated(slice: Slice): Promise<SliceHistory> {
    this.#writtenTo.add(slice);
    const before = this.of(slice);
    if (before?.populated) return 'other';
    const { segment } = slice;
    const marked = this.#marked.get(segment) ?? this.#markSegment(segment);
    this.#marked.set(segment, marked);
    const wasAsKnown = await marked;
    if (before) return 'other';
    return wasAsKnown ? 'own' : 'unheard_of';
  }

  /** Called if the run did not read the slice whole. `ids` stay held, because this run has not seen them either. */
  keepHeld(slice: Slice, ids: readonly string[]): void {
    this.#held.set(slice, { ids, kept: 0 });
  }

  /** Called if the run did not read the slice whole: `resources` are in use in it all the same. */
  countInUse(slice: Slice, resources: number): void {
    this.#inUse.set(slice, resources);
  }

  /** Called if the run read the slice whole, but the slice lost too much at once. */
  hold(slice: Slice, held: Readonly<HeldRows>): void {
    this.#held.set(slice, held);
  }

  /**
   * Stores the outcomes of the run's slices, and how many resources are in use in those that it was interrupted in, with one write per segment. `survey`
   * tells of types that are not read; without one, what the rows say of them stays. Segments in which nothing is read have no row.
   * @throws ConditionFailed if a newer run has written the row
   */
  async save(reports: readonly SliceReport[], survey?: Survey): Promise<void> {
    const reported = new Set(reports.map(({ type, segment }) => nameOf(type, segment)));
    const after = [
      ...reports.map((report) => [report, this.#after(report)] as const),
      ...[...this.#inUse].flatMap(([slice, count]) => {
        const key = { type: slice.type.type, segment: slice.segment };
        return reported.has(nameOf(key.type, key.segment)) ? [] : [[key, this.#interrupted(slice, count)] as const];
      }),
    ];
    const notRead = survey && notReadBySegment(survey, this.#observedAt);
    const bySegment = Map.groupBy(after, ([{ segment }]) => segment);
    await settled(
      [...bySegment].map(async ([segment, inSegment]) => {
        const slices = Object.fromEntries(inSegment.map(([{ type }, slice]) => [type, slice]));
        await this.#write(segment, slices, notRead && (notRead.get(segment) ?? null));
      }),
    );
  }

  /** The account's rows, as the run last read or wrote them. */
  rows(): readonly CoverageRow[] {
    return [...this.#stored.values()];
  }

  async #markSegment(segment: string): Promise<boolean> {
    const unmarked = [...this.#slices.values()].filter((slice) => slice.segment === segment && !this.of(slice)?.populated);
    return await this.#write(
      segment,
      Object.fromEntries(unmarked.map((slice) => [slice.type.type, { ...this.of(slice), populated: true }])),
    );
  }

  async #write(segment: string, slices: CoverageRow['slices'], notRead?: NotRead | null): Promise<boolean> {
    const { row, wasAsKnown } = await this.#repository.saveCoverage(segment, slices, this.#stored.get(segment), notRead);
    this.#stored.set(segment, row);
    return wasAsKnown;
  }

  #interrupted(slice: Slice, count: number): SliceCoverage {
    const before = this.of(slice);
    return { ...before, count, populated: before?.populated === true || this.#writtenTo.has(slice) };
  }

  /** All that is known of the slice stays as it is: its count, when it was read, on how many nights it was empty. */
  #skipped({ type, segment }: SliceReport): SliceCoverage {
    const { error: _, ...before } = this.#found.get(segment)?.slices[type] ?? { populated: false };
    return { ...before, outcome: 'skipped', at: this.#observedAt };
  }

  #after(report: SliceReport): SliceCoverage {
    if (report.outcome === 'skipped') return this.#skipped(report);
    const slice = this.#slices.get(nameOf(report.type, report.segment));
    const before = slice && this.of(slice);
    const kept = slice && this.#held.get(slice);
    const whole = report.outcome === 'complete' || report.outcome === 'suspect';
    const count = whole ? report.counts.resources + (kept?.kept ?? 0) : ((slice && this.#inUse.get(slice)) ?? before?.count);
    const held = kept?.ids ?? [];
    const mayHoldRows = before?.populated || (slice !== undefined && this.#writtenTo.has(slice));
    const completeAt = whole ? this.#observedAt : before?.complete_at;
    return {
      outcome: report.outcome,
      at: this.#observedAt,
      ...(report.error && { error: report.error }),
      ...(count !== undefined && { count }),
      ...(completeAt !== undefined && { complete_at: completeAt }),
      populated: report.outcome === 'complete' ? report.counts.resources > 0 : mayHoldRows,
      ...(report.outcome === 'complete' && report.counts.resources === 0 && { empty_nights: emptyNights(before, this.#observedAt) }),
      ...(held.length > 0 && { held }),
    };
  }
}
