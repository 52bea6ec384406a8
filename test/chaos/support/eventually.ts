/** Waiting for what must come to pass. How long it takes proves nothing: the limit only tells a slow machine from a hang. */
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 240_000;
const INTERVAL_MS = 200;

/**
 * Asks until the answer is no longer undefined.
 * @param what for the error: `the job inv-1 to end`
 * @param progress what to say of the state it hangs in
 * @throws Error naming `what` after four minutes; whatever `ask` throws, at once
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
