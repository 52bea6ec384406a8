/** Reads every account of a run, several at once. */
import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { settled } from '../settled.ts';
import { collectAccount } from './collect-account.ts';
import type { Collection } from './collection.ts';
import type { ReachedAccount } from './scope.ts';

/**
 * Returns once every account was tried. An account that fails does not end the run. Any other error, such as a full disk, aborts
 * `ending`, which stops the work on all other accounts.
 * @throws the reason with which `ending` was aborted
 */
export async function collect(
  accounts: readonly ReachedAccount[],
  accountsAtOnce: number,
  collection: Omit<Collection, 'signal' | 'abort'>,
  ending: AbortController,
): Promise<void> {
  const limit = pLimit(accountsAtOnce);
  // An aborted signal keeps its first reason, so the first error counts.
  const abort = (error: unknown): void => ending.abort(error);
  // Each account adds a listener, so Node's limit for listeners must not apply.
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
