/**
 * Measures verdicts a second on one core: every policy over every resource of its type in the demo estate, without the time of loading, as if
 * its accounts were one. Accounts as small as these take longer one by one, because each verdict then needs a policy that the processor's cache has lost.
 * Time is processor time, so that other load on the machine counts little. `node test/bench/evaluate.ts [--by-policy]`
 */
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import type { CompiledPolicy } from '../../shared/policies/compile-policy.ts';
import type { AccountResources, EvaluationContext, Subject } from '../../shared/policies/evaluation.ts';
import { type Case, CASES_TOGETHER, judge } from '../../shared/policies/judge.ts';
import { demoResources } from '../shared/policies/fixtures.ts';

const WANTED_A_SECOND = 300_000;
const ACCOUNTS = 25;
/** Until the processor runs code that V8 has optimised, as it does in a scan of many accounts. */
const WARM_UP_MS = 3000;
const MEASURED_MS = 3000;
const NOW = Date.parse('2026-11-21T12:00:00Z');

/** The resources of one account by type, and the context in which policies are evaluated over them. */
interface Account {
  readonly byType: ReadonlyMap<string, readonly Subject[]>;
  readonly context: EvaluationContext;
}

function accountsOf(resources: readonly Subject[]): readonly Account[] {
  return [...Map.groupBy(resources, ({ account_id }) => account_id).values()].map((own) => {
    const byType = Map.groupBy(own, ({ type }) => type);
    const none: readonly Subject[] = [];
    const lookup: AccountResources = { ofType: (type) => byType.get(type) ?? none };
    return { byType, context: { now: NOW, resources: lookup } };
  });
}

/**
 * Evaluates every policy once over these accounts, and adds the verdicts to `counts`, by name. As in a scan of an account, each type is judged
 * before the next, and as many cases at once.
 */
function scan(accounts: readonly Account[], policies: readonly CompiledPolicy[], counts: Record<string, number>): void {
  let cases: Case[] = [];
  const judgeCases = (): void => {
    for (const { verdict } of judge(cases, new Map())) counts[verdict.verdict] = (counts[verdict.verdict] ?? 0) + 1;
    cases = [];
  };
  for (const [type, ofType] of Map.groupBy(policies, ({ policy }) => policy.resource_type)) {
    for (const { byType, context } of accounts)
      for (const subject of byType.get(type) ?? []) for (const policy of ofType) cases.push({ policy, subject, context });
    if (cases.length >= CASES_TOGETHER) judgeCases();
  }
  if (cases.length > 0) judgeCases();
}

function measure(
  accounts: readonly Account[],
  policies: readonly CompiledPolicy[],
  forMs: number,
): { perSecond: number; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const started = process.cpuUsage();
  let elapsed = 0;
  while (elapsed < forMs) {
    scan(accounts, policies, counts);
    const { user, system } = process.cpuUsage(started);
    elapsed = (user + system) / 1000;
  }
  const verdicts = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { perSecond: (verdicts / elapsed) * 1000, counts };
}

const withEvidence = builtInPolicies();
/** The same without evidence: what a resource that passes costs. */
const policies = withEvidence.map(({ show: _show, ...policy }): CompiledPolicy => policy);
const resources = await demoResources(ACCOUNTS, 1);
const accounts = accountsOf(resources);
measure(accounts, policies, WARM_UP_MS);

if (process.argv.includes('--by-policy')) {
  const rows = policies.map((policy) => ({ id: policy.policy.id, ...measure(accounts, [policy], 100) }));
  for (const { id, perSecond, counts } of rows.toSorted((a, b) => a.perSecond - b.perSecond)) {
    process.stdout.write(`${Math.round(perSecond).toLocaleString('en-US').padStart(12)}  ${id}  ${JSON.stringify(counts)}\n`);
  }
}

const { perSecond, counts } = measure(accounts, policies, MEASURED_MS);
const { perSecond: shownPerSecond } = measure(accounts, withEvidence, MEASURED_MS);
const once: Record<string, number> = {};
scan(accounts, policies, once);
process.stdout.write(
  `evaluation: ${Math.round(perSecond).toLocaleString('en-US')} verdicts a second on one core ` +
    `(at least ${WANTED_A_SECOND.toLocaleString('en-US')} are wanted), ${Math.round(shownPerSecond).toLocaleString('en-US')} with the evidence of failures; ${policies.length} policies, ${resources.length} resources, ` +
    `one scan: ${Object.entries(once)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(', ')}\n`,
);
process.exit(perSecond >= WANTED_A_SECOND && Object.keys(counts).length > 0 ? 0 : 1);
