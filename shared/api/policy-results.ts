/** Reads the results of policies. */
import type { AccountId } from '../ids.ts';
import type { PolicyResult } from '../scan/model.ts';
import { resultsOf } from '../scan/policy-results.ts';
import { withAccount, readSums } from '../scan/sum-up-results.ts';
import type { Store } from '../storage/store.ts';

/** Results by policy id: those of one account, or those of all accounts as the newest scan job summed them up. */
export async function resultsByPolicy(store: Store, accountId?: AccountId): Promise<Readonly<Partial<Record<string, PolicyResult>>>> {
  if (accountId === undefined) return await readSums(store);
  const row = await store.get('policy_results', { account_id: accountId });
  const results = row ? resultsOf(row).results : {};
  return Object.fromEntries(Object.entries(results).map(([policyId, result]) => [policyId, withAccount(result, accountId)]));
}
