/** Reads and writes rows of `suppressions`. The table is small and is read whole; an ended suppression's row expires by its TTL. */
import { createHash } from 'node:crypto';
import { ConditionFailed } from '../errors.ts';
import { epochSeconds, isoTime } from '../seams.ts';
import { absent, scanAll, type Store } from '../storage/store.ts';
import type { SuppressionRow } from './model.ts';

/** Days for which an ended suppression can still be looked up. */
export const ENDED_ROW_DAYS = 90;

/** The TTL, in seconds since 1970, of a suppression that ends at `endMs`, in milliseconds. */
export const expiryAfter = (endMs: number): number => epochSeconds(endMs) + ENDED_ROW_DAYS * 86_400;

/** The id of the suppression of one finding. It depends on the finding only, so suppressing it twice writes the same row. */
export const suppressionIdOf = (findingId: string): string =>
  `sup-f-${createHash('sha256').update(findingId).digest('base64url').slice(0, 22)}`;

/** All rows in no particular order, including ended ones; the newest writes may be missing. */
export const allSuppressions = (store: Store): AsyncGenerator<SuppressionRow> =>
  scanAll(store, 'suppressions') as AsyncGenerator as AsyncGenerator<SuppressionRow>;

export const suppressionById = async (store: Store, suppressionId: string): Promise<SuppressionRow | undefined> =>
  (await store.get('suppressions', { suppression_id: suppressionId }, { consistent: true })) as SuppressionRow | undefined;

/** Marks a suppression as removed. False if there is none, or if it was removed before. */
export async function markRemoved(store: Store, suppressionId: string, now: number): Promise<boolean> {
  try {
    await store.update(
      'suppressions',
      { suppression_id: suppressionId },
      { set: { removed_at: isoTime(now), expires_at: expiryAfter(now) } },
      absent('removed_at'),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
