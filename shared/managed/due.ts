/** When a resource is looked at again. */
import type { Random } from '../seams.ts';
import type { Phase } from './model.ts';

/** Between two looks at a step that is under way at the provider. */
export const STEP_MS = 15_000;
export const NOT_READY_MS = 10 * 60_000;
export const READY_MS = 6 * 3_600_000;
/** After a failure; it doubles with each further one. */
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
/** A queue holds a message back for so long at most; what is due later is sent by the poller. */
export const LONGEST_MESSAGE_DELAY_S = 900;
/** After so many failures in a row of a step, the resource counts as failed. It is tried again all the same. */
export const FAILED_AFTER = 5;

/**
 * `now`: another step can be taken at once. `step`: the provider works on it. `retry`: the provider refused, or did not answer. `phase`: nothing is to be done,
 * so that it depends on whether the resource is ready.
 */
export type Due = 'now' | 'step' | 'retry' | 'phase';

/** Milliseconds until the next look. */
export function delayOf(due: Due, phase: Phase, failures: number, random: Pick<Random, 'fraction'>): number {
  if (due === 'now') return 0;
  if (due === 'step') return failures < FAILED_AFTER ? STEP_MS : NOT_READY_MS;
  if (due === 'phase') return phase === 'Ready' ? READY_MS : NOT_READY_MS;
  // Many resources fail at the same time when their provider does: half of the time is random.
  const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random.fraction() / 2));
}
