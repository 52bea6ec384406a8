/** Says how many resources the policies of a listing could not judge: findings alone cannot tell of them. */
import { numberText } from '../../../shared/number-text.ts';
import { type ApiClient, ApiRefusal } from '../api-client.ts';
import { counted } from '../output.ts';
import type { Account, PolicyDetail, PolicySummary } from '../shapes.ts';

/** The filters of a listing that choose policies and accounts. */
export interface Chosen {
  readonly severity?: readonly string[] | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly framework?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly service?: readonly string[] | undefined;
  readonly account?: readonly string[] | undefined;
}

/** The most policies that are named. */
const SHOWN = 3;

/** The most accounts whose verdicts are counted apart from those of all accounts. */
const MOST_ACCOUNTS = 20;

/** Lines to print under the listing; empty if every resource was judged. @throws CommandError */
export async function unknownLines(api: ApiClient, chosen: Chosen): Promise<readonly string[]> {
  const accounts = await accountIds(api, chosen.account);
  const policies = (await chosenPolicies(api, chosen)).filter(({ unknown = 0 }) => unknown > 0);
  const unknown: (readonly [PolicySummary, number, string | undefined])[] = [];
  for (const policy of policies) {
    const results = await resultsOf(api, policy.policy_id, accounts);
    const count = results.reduce((sum, each) => sum + each.unknown, 0);
    if (count > 0) unknown.push([policy, count, results.flatMap(({ unknowns }) => unknowns)[0]?.reason]);
  }
  if (unknown.length === 0) return [];
  const total = unknown.reduce((sum, [, count]) => sum + count, 0);
  const first = unknown.toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
  return [
    `${counted(total, 'verdict')} of these policies ${total === 1 ? 'is' : 'are'} unknown${accounts === undefined ? ', over all accounts' : ''}: no finding tells whether those resources pass.`,
    ...first.map(([{ policy_id }, count, reason]) => `  ${numberText(count)} by ${policy_id}${reason === undefined ? '' : `: ${reason}`}`),
    ...(unknown.length > first.length
      ? [`  and some by ${counted(unknown.length - first.length, 'more policy')}`.replace(/policys$/, 'policies')]
      : []),
    `"muster policies show ${first[0]![0].policy_id}" names such resources.`,
  ];
}

/** The accounts that are chosen; undefined for all accounts, and for so many that asking about each takes too long. */
async function accountIds(api: ApiClient, chosen: readonly string[] | undefined): Promise<readonly string[] | undefined> {
  if (chosen === undefined) return undefined;
  const ids: string[] = [];
  for await (const { account_id } of api.list<Account>('accounts', { account_id: chosen }, MOST_ACCOUNTS + 1)) ids.push(account_id);
  return ids.length > MOST_ACCOUNTS ? undefined : ids;
}

async function chosenPolicies(api: ApiClient, { severity, policy, framework, type, service }: Chosen): Promise<readonly PolicySummary[]> {
  const found: PolicySummary[] = [];
  try {
    for await (const each of api.list<PolicySummary>('policies', { policy, severity, framework, resource_type: type })) found.push(each);
  } catch (error) {
    // A policy that was removed may still have findings, but no verdicts.
    if (error instanceof ApiRefusal && error.status === 400) return [];
    throw error;
  }
  return found.filter(
    ({ policy_id }) => service?.some((name) => policy_id.startsWith(`${name}.`) || policy_id.includes(`.${name}.`)) ?? true,
  );
}

async function resultsOf(
  api: ApiClient,
  id: string,
  accounts: readonly string[] | undefined,
): Promise<readonly NonNullable<PolicyDetail['results']>[]> {
  const results: NonNullable<PolicyDetail['results']>[] = [];
  for (const account_id of accounts ?? [undefined]) {
    const policy = await api.call<PolicyDetail>(`policies/${encodeURIComponent(id)}`, { query: { account_id } });
    if (policy.results) results.push(policy.results);
  }
  return results;
}
