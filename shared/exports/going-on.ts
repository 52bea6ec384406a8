/** Stops work when there is a reason to, such as a cancelled job, even while the work waits for an upload or for DuckDB. */
import type { Clock } from '../seams.ts';

const ASK_EVERY_MS = 1000;

export interface GoingOn {
  /** Called every `ASK_EVERY_MS` while the work runs. If it throws, the work ends with that error. */
  readonly goOn: () => Promise<void>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** Calls `work` with a controller, which is aborted with the error of `goOn`. Rejects with the abort's reason once `work` has settled. */
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
  // Not awaited: its last sleep may end after the work.
  void ask().catch((error: unknown) => ended.abort(error));
  try {
    const result = await work(ended);
    ended.signal.throwIfAborted();
    return result;
  } finally {
    done = true;
  }
}
