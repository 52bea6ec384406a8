/** How resources stand against each policy. */
import type { AccountId } from '../ids.ts';
import type { PolicyResult } from '../scan/model.ts';
import { ALL_ACCOUNTS, placed, resultsOf } from '../scan/sum-up-results.ts';
import type { Store } from '../storage/store.ts';

/** By policy id: of one account, or of all together as the newest scan job summed them up. */
export async function resultsByPolicy(
  store: Store,
  accountId: AccountId | typeof ALL_ACCOUNTS = ALL_ACCOUNTS,
): Promise<Readonly<Partial<Record<string, PolicyResult>>>> {
  const row = await store.get('policy_results', { account_id: accountId });
  const results = row ? resultsOf(row).results : {};
  if (accountId === ALL_ACCOUNTS) return results;
  return Object.fromEntries(Object.entries(results).map(([policyId, result]) => [policyId, placed(result, accountId)]));
}
