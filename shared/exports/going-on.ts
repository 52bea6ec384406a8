/** Work that must end when there is a reason to stop, also where it waits for something else than rows. */
import type { Clock } from '../seams.ts';

const ASK_EVERY_MS = 1000;

export interface GoingOn {
  /** Asked while the work is under way; what it throws ends the work. */
  readonly goOn: () => Promise<void>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** Gives `work` a controller that is aborted with what `goOn` throws. Rejects with what it was aborted with, once `work` has settled. */
export async function whileGoingOn<T>({ goOn, clock }: GoingOn, work: (ended: AbortController) => Promise<T>): Promise<T> {
  const ended = new AbortController();
  let done = false;
  const ask = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(ASK_EVERY_MS);
      if (done) return;
      await goOn();
    }
  };
  // Nobody waits for its last sleep.
  void ask().catch((error: unknown) => ended.abort(error));
  try {
    const result = await work(ended);
    ended.signal.throwIfAborted();
    return result;
  } finally {
    done = true;
  }
}
