/** Waits for an event that must happen. The time limit is long: it only has to distinguish a slow machine from a hang. */
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 240_000;
const INTERVAL_MS = 200;

/**
 * Calls `ask` until it returns something else than undefined.
 * @param what the event, for the error: `the job inv-1 to end`
 * @param progress describes the present state, for the error
 * @throws Error naming `what` after four minutes; an error of `ask` at once
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  progress: () => unknown = () => 'nothing more is known',
): Promise<T> {
  const until = performance.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > until)
      throw new Error(`Waited ${LIMIT_MS / 1000} s in vain for ${what}; last seen: ${JSON.stringify(await progress())}.`);
    await sleep(INTERVAL_MS);
  }
}
