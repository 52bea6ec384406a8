/**
 * Reads and writes coverage for one run. A run marks an empty slice as `populated` before it stores the slice's first resource. If it
 * dies in between, a later run still reads the slice's rows and compares them.
 */
import { countByType } from './coverage.ts';
import type { CoverageRow, SliceCoverage, SliceReport } from './model.ts';
import type { Repository, SliceHistory } from './repository.ts';
import type { Slice } from './slice-runner.ts';

/** The rows that a run keeps in a suspect slice although it did not see them. */
interface Held {
  /** The rows that a second run deletes if it does not see them either. */
  readonly ids: readonly string[];
  /** The number of rows that are kept. More than `ids` if there are too many ids to store. */
  readonly kept: number;
}

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
  readonly #held = new Map<Slice, Held>();

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

  /** Called if the run read the slice whole, but the slice lost too much at once. */
  hold(slice: Slice, held: Held): void {
    this.#held.set(slice, held);
  }

  /** Stores the outcomes of the run's slices, with one write per segment. @throws ConditionFailed if a newer run has written the row */
  async save(reports: readonly SliceReport[]): Promise<void> {
    const bySegment = Map.groupBy(reports, (report) => report.segment);
    await Promise.all(
      [...bySegment].map(async ([segment, inSegment]) => {
        const slices = Object.fromEntries(inSegment.map((report) => [report.type, this.#after(report)]));
        await this.#write(segment, slices);
      }),
    );
  }

  countByType(): Readonly<Record<string, number>> {
    return countByType(this.#stored.values());
  }

  async #markSegment(segment: string): Promise<boolean> {
    const unmarked = [...this.#slices.values()].filter((slice) => slice.segment === segment && !this.of(slice)?.populated);
    return await this.#write(
      segment,
      Object.fromEntries(unmarked.map((slice) => [slice.type.type, { ...this.of(slice), populated: true }])),
    );
  }

  async #write(segment: string, slices: CoverageRow['slices']): Promise<boolean> {
    const { row, wasAsKnown } = await this.#repository.saveCoverage(segment, slices, this.#stored.get(segment));
    this.#stored.set(segment, row);
    return wasAsKnown;
  }

  #after(report: SliceReport): SliceCoverage {
    const slice = this.#slices.get(nameOf(report.type, report.segment));
    const before = slice && this.of(slice);
    const kept = slice && this.#held.get(slice);
    const whole = report.outcome === 'complete' || report.outcome === 'suspect';
    const count = whole ? report.counts.resources + (kept?.kept ?? 0) : before?.count;
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
      ...(held.length > 0 && { held }),
    };
  }
}
