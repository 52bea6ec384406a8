/** Which slices were seen whole. */
import type { SliceOutcome } from '../inventory/model.ts';

/** Seen to its end; or the account has no such service or region, so that there was nothing to see. Only the former is evidence that a resource is gone. */
export const isWhole = (outcome: SliceOutcome | null): boolean => outcome === 'complete' || outcome === 'unsupported';

/**
 * Segment and type of the one line of coverage that an account has which could not be read at all: which slices it would have
 * is not known then.
 */
export const WHOLE_ACCOUNT = '*';
