/** Collects the manifest's facts about slices: their number by outcome, and those that were to be read and were not seen whole. */
import { SLICE_OUTCOMES, type SliceOutcome } from '../inventory/model.ts';
import type { Manifest } from './manifest.ts';
import type { CoverageRecord } from './records.ts';
import { isMissed } from '../inventory/whole-slices.ts';

export class SlicesSeen {
  readonly #counts = new Map<SliceOutcome, number>();
  readonly #notWhole: Manifest['not_whole'] = [];

  /** Call it for each record, in the order of the coverage. */
  add({ account_id, segment, type, outcome }: CoverageRecord): void {
    if (outcome === 'not_read') return;
    if (outcome !== null) this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    if (isMissed(outcome)) this.#notWhole.push({ account_id, segment, type, outcome });
  }

  told(): Pick<Manifest, 'slices' | 'not_whole'> {
    const seen = SLICE_OUTCOMES.filter((outcome) => this.#counts.has(outcome));
    return { slices: Object.fromEntries(seen.map((outcome) => [outcome, this.#counts.get(outcome)])), not_whole: this.#notWhole };
  }
}
