/** Scores the frameworks by the verdicts of a report, as the platform scores them by those of its scans. */
import { frameworkScore } from '../api/framework-score.ts';
import type { Results } from '../api/policy-results.ts';
import { type AccountGroup, accountGroupOf, type AccountId } from '../ids.ts';
import { isHeldBy } from '../clouds/resource-type.ts';
import type { CoverageOutcome } from '../inventory/model.ts';
import { frameworks } from '../policies/frameworks.ts';
import { typeNamed } from '../registry.ts';
import { addExample, countAccount, type GrowingResult, noResult } from '../scan/growing-result.ts';
import type { PolicyResult } from '../scan/model.ts';
import type { ReportContent, ReportedPolicy } from './record.ts';

export type Score = ReturnType<typeof frameworkScore>;

/** The frameworks of which policies cover a control. Empty for a report that has not all findings: its policies count nothing. */
export async function frameworkScores(content: ReportContent): Promise<readonly Score[]> {
  const policies = [...content.policies.values()];
  if (policies.every(({ counts }) => counts === undefined)) return [];
  const results = await resultsOf(content);
  const given = policies.map((policy) => ({ policy }));
  return frameworks()
    .map((framework) => frameworkScore(framework, given, results))
    .filter(({ controls }) => controls.some((control) => control.policies.length > 0));
}

async function resultsOf(content: ReportContent): Promise<Results> {
  const accounts: Partial<Record<AccountGroup, number>> = {};
  for await (const { account_id, enabled } of content.accounts()) {
    if (!enabled) continue;
    const group = accountGroupOf(account_id);
    accounts[group] = (accounts[group] ?? 0) + 1;
  }
  const results: Record<string, PolicyResult> = {};
  const ofRun: [ReportedPolicy, GrowingResult][] = [];
  for (const policy of content.policies.values()) {
    if (policy.counts === undefined) continue;
    // The lists of a stored result are read alone: only those of a run grow.
    const result = { ...noResult(content.collected_at), ...policy.counts } as GrowingResult;
    results[policy.id] = result;
    if (policy.counts.accounts === undefined) ofRun.push([policy, result]);
  }
  if (ofRun.length > 0) await countAccounts(content, ofRun);
  return { results, accounts };
}

/** A run counts verdicts alone: its coverage tells which accounts were seen whole, and its findings why verdicts are unknown. */
async function countAccounts(
  { coverage, findings }: ReportContent,
  ofRun: readonly (readonly [ReportedPolicy, GrowingResult])[],
): Promise<void> {
  const byId = new Map(ofRun.map(([{ id }, result]) => [id, result]));
  const hasUnknown = ofRun.some(([, { unknown }]) => unknown > 0);
  for await (const { policy_id, verdict, reason, resource_uid, permission } of hasUnknown ? findings() : [])
    if (verdict === 'unknown')
      addExample(byId.get(policy_id) ?? noResult(''), {
        resource_uid,
        reason: reason ?? '',
        ...(permission !== undefined && { permission }),
      });
  let account: AccountId | undefined;
  let slices = new Map<string, { readonly outcome: CoverageOutcome | null }[]>();
  const ended = (): void => {
    if (account === undefined) return;
    for (const [{ resource_type }, result] of ofRun) {
      const type = typeNamed(resource_type);
      if (type && isHeldBy(type, account)) countAccount(result, account, slices.get(resource_type) ?? []);
    }
  };
  // Coverage is sorted by account.
  for await (const { account_id, type, outcome } of coverage?.() ?? []) {
    if (account_id !== account) {
      ended();
      account = account_id;
      slices = new Map();
    }
    const ofType = slices.get(type) ?? [];
    ofType.push({ outcome });
    slices.set(type, ofType);
  }
  ended();
}
