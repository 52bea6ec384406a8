/** Reads the results of policies. */
import type { AccountDirectory } from '../connections/account-repository.ts';
import { selectAccounts } from '../connections/select-accounts.ts';
import { InvalidRequest } from '../errors.ts';
import type { AccountId } from '../ids.ts';
import type { PolicyResult, PolicyResultsRow } from '../scan/model.ts';
import { readSums, sumOver } from '../scan/sum-up-results.ts';
import type { Store } from '../storage/store.ts';
import type { View } from './view.ts';

export interface Results {
  readonly results: Readonly<Partial<Record<string, PolicyResult>>>;
  /** How many accounts of each group the results should be of. Absent if no scan has ended yet. */
  readonly accounts?: NonNullable<PolicyResultsRow['accounts']>;
}

/** The most accounts of which results are summed up in one request: each takes a row of some 100 KB. */
const MOST_ACCOUNTS = 500;

/**
 * The ids of the accounts whose results are wanted; undefined for the sums over all that are enabled, which a caller with a limited scope does not see. Of several that are selected, those that are disabled are left
 * out, because no scan updates their results.
 * @throws InvalidRequest naming `account_id`
 */
export async function scoredAccounts(
  selectors: readonly string[] | undefined,
  { accounts, only }: Pick<View, 'accounts' | 'only'>,
): Promise<readonly AccountId[] | undefined> {
  if (selectors === undefined) return only && (await enabledOf(accounts));
  const selected = await selectAccounts(selectors, accounts, { field: 'account_id' });
  const enabled = selected.filter((row) => row.enabled);
  const ids = (enabled.length === 0 ? selected : enabled).map(({ account_id }) => account_id);
  if (ids.length <= MOST_ACCOUNTS) return ids;
  throw new InvalidRequest(
    'account_id',
    `account_id: selects ${ids.length} accounts, and the results of at most ${MOST_ACCOUNTS} are summed up at once; select fewer, or leave it out for all.`,
  );
}

/** Results by policy id: those of these accounts together, or those of all accounts as the newest scan job summed them up. */
export async function readResults(store: Store, accounts?: readonly AccountId[]): Promise<Results> {
  return accounts === undefined ? await readSums(store) : await sumOver(store, accounts);
}

/** Results by policy id, as `readResults` reads them. */
export const resultsByPolicy = async (store: Store, accounts?: readonly AccountId[]): Promise<Results['results']> =>
  (await readResults(store, accounts)).results;

/** The results by which lists of policies and frameworks are shown: over everything that the caller sees. */
export async function resultsInView({ store, accounts, only }: Pick<View, 'store' | 'accounts' | 'only'>): Promise<Results> {
  return await readResults(store, only && (await enabledOf(accounts)));
}

/** The ids of the enabled accounts that exist for the caller. */
async function enabledOf(accounts: Pick<AccountDirectory, 'enabled'>): Promise<readonly AccountId[]> {
  const ids: AccountId[] = [];
  for await (const { account_id } of accounts.enabled()) ids.push(account_id);
  return ids;
}
