/** Evidence from the platform: its stored resources, read through the API and judged on this machine. */
import type { AccountId } from '../../../shared/ids.ts';
import type { EvidenceAccount, EvidenceSource } from '../../../shared/evidence/source.ts';
import type { CompiledPolicy } from '../../../shared/policies/compile-policy.ts';
import type { Subject } from '../../../shared/policies/evaluation.ts';
import type { ApiClient } from '../api-client.ts';
import type { Account, Finding, PolicyDetail, PolicySummary, Resource, Slice } from '../shapes.ts';

/** Types that one request names. */
const MOST_TYPES = 50;

/** `now`: the time of the observation of slices that were never seen whole, ISO 8601. `only`: these accounts; undefined for all enabled ones. */
export const platformSource = (
  api: ApiClient,
  framework: string,
  now: string,
  only: ReadonlySet<AccountId> | undefined,
): EvidenceSource => ({
  name: 'the platform',
  collected_at: now,
  accounts: async function* () {
    const ids: AccountId[] = [];
    for await (const { account_id, enabled } of api.list<Account>('accounts')) if (only?.has(account_id) ?? enabled) ids.push(account_id);
    for (const id of ids.toSorted()) yield accountOf(api, framework, id);
  },
});

const accountOf = (api: ApiClient, framework: string, account_id: AccountId): EvidenceAccount => ({
  account_id,
  slices: async function* () {
    for await (const { segment, type, outcome, complete_at, error } of api.list<Slice>('coverage', { account_id })) {
      // A type that is not read has no slice.
      if (outcome === 'not_read') continue;
      yield {
        segment,
        type,
        outcome: outcome ?? null,
        complete_at: complete_at ?? null,
        error: error === undefined ? null : `${error.error_code}: ${error.message}`,
        message: error?.message ?? null,
      };
    }
  },
  findings: async function* () {
    for (const status of ['open', 'suppressed'])
      for await (const { finding_id, opened_at, suppression } of api.list<Finding>('findings', { account_id, framework, status }))
        yield [finding_id, { opened_at, ...(suppression && { suppression }) }];
  },
  resources: async function* (types) {
    const names = [...types].toSorted();
    for (let at = 0; at < names.length; at += MOST_TYPES)
      yield* api.list<Resource & Subject>('resources', { account_id, type: names.slice(at, at + MOST_TYPES) });
  },
});

/** The policies of the platform that cover controls of the framework: Muster's own, and those that users have added. */
export async function platformPolicies(
  api: ApiClient,
  framework: string,
  known: readonly CompiledPolicy[],
): Promise<readonly CompiledPolicy[]> {
  const byId = new Map(known.map((policy) => [policy.policy.id, policy]));
  const policies: CompiledPolicy[] = [];
  for await (const { policy_id, origin } of api.list<PolicySummary>('policies', { framework })) {
    const builtIn = byId.get(policy_id);
    policies.push(
      origin === 'muster' && builtIn ? builtIn : await compiled(await api.call<PolicyDetail>(`policies/${encodeURIComponent(policy_id)}`)),
    );
  }
  return policies;
}

async function compiled({ policy_id, results: _results, origin: _origin, ...policy }: PolicyDetail): Promise<CompiledPolicy> {
  const [{ compilePolicy }, { loadPatternEngine }] = await Promise.all([
    import('../../../shared/policies/compile-policy.ts'),
    import('../../../shared/policies/cel/regular-expressions.ts'),
  ]);
  await loadPatternEngine();
  return compilePolicy({ ...policy, id: policy_id, tests: [] } as never);
}
