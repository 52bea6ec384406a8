/**
 * What a run knows and tells of coverage. Before the first row of a slice that was empty is written, the slice is told
 * `populated`: a crash after that write cannot make a later run believe that there is nothing to compare.
 */
import type { AccountId } from '../ids.ts';
import { countByType } from './coverage.ts';
import type { CoverageRow, SliceCoverage, SliceReport } from './model.ts';
import type { Repository } from './repository.ts';
import type { Slice } from './resource-manager.ts';

/** What a suspect slice keeps: `kept` rows, of which `ids` may go when a second run misses them too. */
interface Held {
  readonly ids: readonly string[];
  readonly kept: number;
}

export class CoverageKeeper {
  readonly #repository: Repository;
  readonly #slices: readonly Slice[];
  readonly #observedAt: string;
  readonly #rows: Map<string, CoverageRow>;
  readonly #told = new Map<string, Promise<void>>();
  readonly #held = new Map<Slice, Held>();

  private constructor(repository: Repository, slices: readonly Slice[], observedAt: string, rows: Map<string, CoverageRow>) {
    this.#repository = repository;
    this.#slices = slices;
    this.#observedAt = observedAt;
    this.#rows = rows;
  }

  static async load(repository: Repository, slices: readonly Slice[], observedAt: string): Promise<CoverageKeeper> {
    return new CoverageKeeper(repository, slices, observedAt, await repository.coverage());
  }

  /** As earlier runs left it; undefined if none ever wrote to the slice. */
  of({ type, segment }: Slice): SliceCoverage | undefined {
    return this.#rows.get(segment)?.slices[type.type];
  }

  /** One write a segment, for all of the run's slices there that are not known to be populated. */
  async tellPopulated(slice: Slice): Promise<void> {
    if (this.of(slice)?.populated) return;
    const { segment } = slice;
    const told = this.#told.get(segment) ?? this.#tellSegment(segment);
    this.#told.set(segment, told);
    await told;
  }

  /** Of a run that did not see the slice whole: what it saw is held no longer. */
  keepHeld(slice: Slice, ids: readonly string[]): void {
    this.#held.set(slice, { ids, kept: 0 });
  }

  hold(slice: Slice, held: Held): void {
    this.#held.set(slice, held);
  }

  /** Stores what became of the run's slices, one write a segment. @throws ConditionFailed if a newer run has told its own */
  async save(reports: readonly SliceReport[]): Promise<void> {
    const bySegment = Map.groupBy(reports, (report) => report.segment);
    await Promise.all(
      [...bySegment].map(async ([segment, inSegment]) => {
        const slices = Object.fromEntries(inSegment.map((report) => [report.type, this.#after(report)]));
        await this.#repository.saveCoverage(segment, slices);
        this.#remember(segment, slices);
      }),
    );
  }

  countByType(): Readonly<Record<string, number>> {
    return countByType(this.#rows.values());
  }

  async #tellSegment(segment: string): Promise<void> {
    const unsure = this.#slices.filter((slice) => slice.segment === segment && !this.of(slice)?.populated);
    await this.#repository.saveCoverage(
      segment,
      Object.fromEntries(unsure.map((slice) => [slice.type.type, { ...this.of(slice), populated: true }])),
    );
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

  #remember(segment: string, slices: Readonly<Record<string, SliceCoverage>>): void {
    const row = this.#rows.get(segment);
    this.#rows.set(segment, {
      account_id: row?.account_id ?? ('' as AccountId),
      segment,
      observed_at: this.#observedAt,
      slices: { ...row?.slices, ...slices },
    });
  }
}
