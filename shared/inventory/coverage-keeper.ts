/**
 * Reads and writes coverage for one run. Before the run stores the first resource of a slice that was empty, it stores the slice as
 * `populated`: after a crash in between, a later run still reads the slice's rows and compares them.
 */
import { countByType } from './coverage.ts';
import type { CoverageRow, SliceCoverage, SliceReport } from './model.ts';
import type { Repository } from './repository.ts';
import type { Slice } from './slice-runner.ts';

/** The rows that a suspect slice keeps: `kept` of them, and a second run that misses those in `ids` too deletes them. */
interface Held {
  readonly ids: readonly string[];
  readonly kept: number;
}

export class CoverageKeeper {
  readonly #repository: Repository;
  readonly #slices: readonly Slice[];
  readonly #observedAt: string;
  /** Rows as the run found them. */
  readonly #found: ReadonlyMap<string, CoverageRow>;
  /** Rows as the run last saw or wrote them. */
  readonly #stored: Map<string, CoverageRow>;
  readonly #told = new Map<string, Promise<void>>();
  readonly #held = new Map<Slice, Held>();

  private constructor(repository: Repository, slices: readonly Slice[], observedAt: string, found: ReadonlyMap<string, CoverageRow>) {
    this.#repository = repository;
    this.#slices = slices;
    this.#observedAt = observedAt;
    this.#found = found;
    this.#stored = new Map(found);
  }

  static async load(repository: Repository, slices: readonly Slice[], observedAt: string): Promise<CoverageKeeper> {
    return new CoverageKeeper(repository, slices, observedAt, await repository.coverage());
  }

  /** The slice as the run found it; undefined if no run ever wrote to it. */
  of({ type, segment }: Slice): SliceCoverage | undefined {
    return this.#found.get(segment)?.slices[type.type];
  }

  /** Stores the slice as populated, with one write for all of the run's slices of the segment that are not yet known to be. */
  async tellPopulated(slice: Slice): Promise<void> {
    if (this.of(slice)?.populated) return;
    const { segment } = slice;
    const told = this.#told.get(segment) ?? this.#tellSegment(segment);
    this.#told.set(segment, told);
    await told;
  }

  /** For a run that did not see the slice whole: `ids` are those that stay held, because the run has not seen them. */
  keepHeld(slice: Slice, ids: readonly string[]): void {
    this.#held.set(slice, { ids, kept: 0 });
  }

  hold(slice: Slice, held: Held): void {
    this.#held.set(slice, held);
  }

  /** Stores the outcomes of the run's slices, one write a segment. @throws ConditionFailed if a newer run has written the row */
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

  async #tellSegment(segment: string): Promise<void> {
    const unsure = this.#slices.filter((slice) => slice.segment === segment && !this.of(slice)?.populated);
    await this.#write(segment, Object.fromEntries(unsure.map((slice) => [slice.type.type, { ...this.of(slice), populated: true }])));
  }

  async #write(segment: string, slices: CoverageRow['slices']): Promise<void> {
    this.#stored.set(segment, await this.#repository.saveCoverage(segment, slices, this.#stored.get(segment)));
  }

  #after(report: SliceReport): SliceCoverage {
    const slice = this.#slices.find(({ type, segment }) => type.type === report.type && segment === report.segment);
    const before = slice && this.of(slice);
    const kept = slice && this.#held.get(slice);
    const whole = report.outcome === 'complete' || report.outcome === 'suspect';
    const count = whole ? report.counts.resources + (kept?.kept ?? 0) : before?.count;
    const held = kept?.ids ?? [];
    const completeAt = whole ? this.#observedAt : before?.complete_at;
    return {
      outcome: report.outcome,
      at: this.#observedAt,
      ...(report.error && { error: report.error }),
      ...(count !== undefined && { count }),
      ...(completeAt !== undefined && { complete_at: completeAt }),
      populated: report.outcome === 'complete' ? report.counts.resources > 0 : (before?.populated ?? false) || report.counts.resources > 0,
      ...(held.length > 0 && { held }),
    };
  }
}
