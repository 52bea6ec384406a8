/** Reads every account of a run, several at once. */
import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { settled } from '../settled.ts';
import { collectAccount } from './collect-account.ts';
import type { Collection } from './collection.ts';
import type { ReachedAccount } from './scope.ts';

/**
 * Ends once every account was tried. What cannot be an account's own fault, such as a full disk, aborts `ending` and with it
 * everything else that is under way.
 * @throws what `ending` was aborted with
 */
export async function collect(
  accounts: readonly ReachedAccount[],
  accountsAtOnce: number,
  collection: Omit<Collection, 'signal' | 'abort'>,
  ending: AbortController,
): Promise<void> {
  const limit = pLimit(accountsAtOnce);
  // The first one counts: a signal keeps its reason.
  const abort = (error: unknown): void => ending.abort(error);
  // Each account listens to it.
  setMaxListeners(0, ending.signal);
  collection.events.started(accounts.length);
  await settled(
    accounts.map((account) =>
      limit(async () => {
        try {
          await collectAccount(account, { ...collection, signal: ending.signal, abort });
        } catch (error) {
          abort(error);
          throw error;
        }
      }),
    ),
  ).catch((error: unknown) => {
    throw ending.signal.aborted ? ending.signal.reason : error;
  });
}
