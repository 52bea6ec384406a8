/** Decides which slices were seen whole. */
import type { SliceOutcome } from '../inventory/model.ts';

/** True for a slice that was listed to its end, and for `unsupported`, which had nothing to list and is no evidence of a deletion. */
export const isWhole = (outcome: SliceOutcome | null): boolean => outcome === 'complete' || outcome === 'unsupported';

/**
 * The segment and the type in the only coverage record of an account that could not be read at all: nobody knows which slices such an
 * account has.
 */
export const WHOLE_ACCOUNT = '*';
