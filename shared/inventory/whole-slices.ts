/** Decides which slices were seen whole. */
import { SEARCH_ONLY } from '../clouds/cloud.ts';
import type { CoverageOutcome } from './model.ts';

/** True for a slice that was listed to its end, and for `unsupported`, which had nothing to list and is no evidence of a deletion. */
export const isWhole = (outcome: CoverageOutcome | null | undefined): boolean => outcome === 'complete' || outcome === 'unsupported';

/** True for a slice that was to be read, and was not seen whole. A skipped slice was not to be read, nor is a type without a definition. */
export const isMissed = (outcome: CoverageOutcome | null | undefined): boolean =>
  !isWhole(outcome) && outcome !== 'skipped' && outcome !== 'not_read';

/** Why a skipped slice was not read, as a sentence. `completeAt`: when it was last read whole; null if that is not known. */
export const whySkipped = (completeAt: string | null | undefined): string =>
  `It was empty on the last three nights on which it was read${completeAt ? `, the last time at ${completeAt}` : ''}; it is read once a week.`;

/** Whether the slice is known from a search alone: nothing failed, but what the search left out is not known. @param errorCode of the slice's error */
export const isSearchOnly = (outcome: CoverageOutcome | null | undefined, errorCode: string | null | undefined): boolean =>
  outcome === 'partial' && errorCode === SEARCH_ONLY;

/**
 * The segment and the type in the only coverage record of an account that could not be read at all: nobody knows which slices such an
 * account has.
 */
export const WHOLE_ACCOUNT = '*';
