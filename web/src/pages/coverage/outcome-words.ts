/** The outcomes of coverage in words. */
import type { CellOutcome } from '../../../../shared/inventory/service-coverage.ts';

export type Outcome = CellOutcome | 'not_read';

/** `whole`: read to its end. `gap`: to be read, and not seen whole. `other`: nothing was to be read. */
export type Sort = 'whole' | 'gap' | 'other';

interface Words {
  readonly word: string;
  readonly sort: Sort;
  readonly meaning: string;
}

/** From the worst on. */
export const OUTCOMES = {
  failed: { word: 'failed', sort: 'gap', meaning: 'The read ended with an error.' },
  denied: { word: 'denied', sort: 'gap', meaning: 'The login lacks a permission.' },
  partial: { word: 'in part', sort: 'gap', meaning: 'A part was read; what is missing is not known.' },
  suspect: { word: 'held back', sort: 'gap', meaning: 'Too much was missing at once; it is kept until a second run agrees.' },
  search_only: { word: 'search only', sort: 'gap', meaning: 'A search alone told of it, and does not tell what it leaves out.' },
  being_read: { word: 'being read', sort: 'gap', meaning: 'The first inventory has not ended.' },
  not_read: { word: 'not looked at', sort: 'other', meaning: 'Muster has no definition of the type.' },
  skipped: { word: 'resting', sort: 'other', meaning: 'It was empty on the last three nights, and is read once a week.' },
  complete: { word: 'whole', sort: 'whole', meaning: 'It was read to its end.' },
  unsupported: { word: 'not offered', sort: 'other', meaning: 'The cloud does not offer it there.' },
} as const satisfies Readonly<Record<Outcome, Words>>;

/** How many slices ended how. */
export type SlicesByOutcome = { readonly [N in Outcome]?: number | undefined };

// The keys of the constant are the outcomes.
export const OUTCOME_NAMES = Object.keys(OUTCOMES) as readonly Outcome[];

export const isGap = (outcome: Outcome): boolean => OUTCOMES[outcome].sort === 'gap';

/** The worst of the outcomes that slices ended with; undefined without slices. */
export const worstOf = (slices: SlicesByOutcome): Outcome | undefined => OUTCOME_NAMES.find((outcome) => (slices[outcome] ?? 0) > 0);

/** The slices that were not seen whole, and all that were to be read: `[2, 17]`. */
export function gapsOf(slices: SlicesByOutcome): readonly [number, number] {
  const sum = (isCounted: (outcome: Outcome) => boolean): number =>
    OUTCOME_NAMES.filter(isCounted).reduce((total, outcome) => total + (slices[outcome] ?? 0), 0);
  return [sum(isGap), sum((outcome) => isGap(outcome) || outcome === 'complete')];
}
