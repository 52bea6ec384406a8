/** Rows of `suppressions`. The table is small and is read whole; a row that hides nothing any more goes by its TTL. */
import { createHash } from 'node:crypto';
import { ConditionFailed } from '../errors.ts';
import { epochSeconds, isoTime } from '../seams.ts';
import { absent, scanAll, type Store } from '../storage/store.ts';
import type { SuppressionRow } from './model.ts';

/** For how long one that has ended can still be looked up. */
const ENDED_ROW_DAYS = 90;

/** Seconds, as a TTL: of a row whose suppression ends at `endMs`. */
export const expiryAfter = (endMs: number): number => epochSeconds(endMs) + ENDED_ROW_DAYS * 86_400;

/** Each finding has at most one suppression of its own: suppressing it twice is suppressing it once. */
export const ownSuppressionId = (findingId: string): string =>
  `sup-f-${createHash('sha256').update(findingId).digest('base64url').slice(0, 22)}`;

/** In no particular order, those that hide nothing any more among them; the newest writes may be missing. */
export const allSuppressions = (store: Store): AsyncGenerator<SuppressionRow> =>
  scanAll(store, 'suppressions') as AsyncGenerator as AsyncGenerator<SuppressionRow>;

export const suppressionById = async (store: Store, suppressionId: string): Promise<SuppressionRow | undefined> =>
  (await store.get('suppressions', { suppression_id: suppressionId }, { consistent: true })) as SuppressionRow | undefined;

/** Takes a suppression back. False if there is none, or if it has been taken back already. */
export async function takeBack(store: Store, suppressionId: string, now: number): Promise<boolean> {
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
