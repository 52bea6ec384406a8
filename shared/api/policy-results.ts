/** Reads the results of policies. */
import { accountGroupOf, type AccountId } from '../ids.ts';
import type { PolicyResult, PolicyResultsRow } from '../scan/model.ts';
import { resultsOf } from '../scan/policy-results.ts';
import { withAccount, readSums } from '../scan/sum-up-results.ts';
import type { Store } from '../storage/store.ts';

export interface Results {
  readonly results: Readonly<Partial<Record<string, PolicyResult>>>;
  /** How many accounts of each group the results should be of. Absent if no scan has ended yet. */
  readonly accounts?: NonNullable<PolicyResultsRow['accounts']>;
}

/** Results by policy id: those of one account, or those of all accounts as the newest scan job summed them up. */
export async function readResults(store: Store, accountId?: AccountId): Promise<Results> {
  if (accountId === undefined) return await readSums(store);
  const row = await store.get('policy_results', { account_id: accountId });
  const results = Object.entries(row ? resultsOf(row).results : {});
  return {
    results: Object.fromEntries(results.map(([policyId, result]) => [policyId, { ...withAccount(result, accountId), accounts: 1 }])),
    accounts: { [accountGroupOf(accountId)]: 1 },
  };
}

/** Results by policy id, as `readResults` reads them. */
export const resultsByPolicy = async (store: Store, accountId?: AccountId): Promise<Results['results']> =>
  (await readResults(store, accountId)).results;
