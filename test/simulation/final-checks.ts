/** The invariants that must hold after the faults have stopped and a clean run has ended. */
import { canonicalJson } from '../../shared/canonical-json.ts';
import { linkRowsOf } from '../../shared/graph/link-rows.ts';
import { changeRowOf, stateOf } from '../../shared/inventory/changes.ts';
import { coverageOf } from '../../shared/inventory/coverage.ts';
import type { ChangeRow, ResourceRow, ResourceState } from '../../shared/inventory/model.ts';
import type { FindingRow, PolicyResult } from '../../shared/scan/model.ts';
import { resultsOf } from '../../shared/scan/policy-results.ts';
import { resourceOf, type SimCloud, visible } from './sim-cloud.ts';
import type { SimPolicies } from './sim-policies.ts';
import type { Tables } from './sim-store.ts';
import type { Violations } from './violations.ts';
import { applyChange } from '../support/apply-change.ts';

/** The rows in use equal the clouds' resources, and coverage counts them. */
export function checkState(tables: Tables, cloud: SimCloud, violations: Violations): void {
  const rows = [...tables.rows('resources')] as unknown as readonly ResourceRow[];
  for (const account of cloud.accounts.values()) {
    for (const { type, segment, resources } of account.slices) {
      const stored = rows.filter(
        (row) => row.is_last === 1 && row.account_id === account.id && row.type === type.type && row.segment === segment,
      );
      const seen = Object.fromEntries(stored.map((row) => [row.resource_id, visible(row)]));
      const real = Object.fromEntries([...resources].map(([id, revision]) => [id, visible(resourceOf(segment, id, revision, false))]));
      const slice = `${account.id} ${type.type} ${segment}`;
      violations.require(canonicalJson(seen) === canonicalJson(real), "after a clean run the stored state equals the cloud's", () => ({
        slice,
        seen,
        real,
      }));
      const row = tables.row('coverage', { account_id: account.id, segment });
      const coverage = row && coverageOf(row).slices[type.type];
      violations.require(
        coverage?.outcome === 'complete' && coverage.count === resources.size && coverage.populated === resources.size > 0,
        "after a clean run coverage equals the cloud's",
        () => ({ slice, coverage, resources: resources.size }),
      );
    }
  }
}

/** Every change of state has exactly one record, and applying the records in order rebuilds the resource. */
export function checkHistory(tables: Tables, violations: Violations): void {
  const histories = Map.groupBy([...tables.rows('changes')] as unknown as ChangeRow[], (change) => change.resource_uid);
  for (const row of tables.rows('resources') as unknown as Iterable<ResourceRow>) {
    const records = new Map((histories.get(row.resource_uid) ?? []).map((change) => [change.version, change]));
    // A row carries its newest change. The copy in the history may be missing, but it never differs.
    records.set(row.version, changeRowOf(row));
    const history = [...records.values()].toSorted((a, b) => a.version - b.version);
    const details = () => ({ row, history });
    violations.require(
      history.every(({ version }, index) => version === index + 1),
      'every change of state has exactly one change record',
      details,
    );
    let state: ResourceState | null = null;
    try {
      for (const change of history) state = applyChange(state, change);
    } catch (error) {
      violations.require(false, 'applying the changes in order rebuilds the resource', () => ({ ...details(), error: String(error) }));
      continue;
    }
    violations.require(
      state !== null && canonicalJson(stateOf(state)) === canonicalJson(stateOf(row)),
      'applying the changes in order rebuilds the resource',
      details,
    );
  }
}

/** Whoever looks a name up finds each resource in use that bears it or names something by it. Links of other resources are checked by their reader. */
export function checkLinks(tables: Tables, violations: Violations): void {
  for (const row of tables.rows('resources') as unknown as Iterable<ResourceRow>) {
    const missing = row.is_last === 1 ? linkRowsOf(row).filter(({ name_key, entry }) => !tables.row('links', { name_key, entry })) : [];
    violations.require(missing.length === 0, 'each resource in use has its links', () => ({ row, missing }));
  }
}

/** After a clean scan the findings and the counts equal the policies' verdicts on the stored resources. */
export function checkFindings(tables: Tables, policies: SimPolicies, violations: Violations): void {
  const resources = ([...tables.rows('resources')] as unknown as readonly ResourceRow[]).filter(({ is_last }) => is_last === 1);
  const findings = [...tables.rows('findings')] as unknown as readonly FindingRow[];
  for (const compiled of policies.all) {
    const { policy } = compiled;
    const judged = resources
      .filter(({ type }) => type === policy.resource_type)
      .map((row) => {
        const ofType = (type: string) => resources.filter((other) => other.account_id === row.account_id && other.type === type);
        const context = { now: 0, resources: { ofType } };
        return { row, verdict: compiled.evaluate(row, context).verdict, shown: compiled.show?.(row, context).text };
      });
    const failed = judged.filter(({ verdict }) => verdict === 'fail');
    const failing = failed.map(({ row }) => row.resource_uid);
    const found = findings.filter(({ policy_id, status }) => policy_id === policy.id && status !== 'resolved');
    const unresolved = found.map((row) => row.resource_uid);
    violations.require(
      canonicalJson(failing.toSorted()) === canonicalJson(unresolved.toSorted()),
      'after a clean scan exactly the failing resources have unresolved findings',
      () => ({ policy: policy.id, failing, unresolved }),
    );
    const evidence = new Map(found.map((row) => [row.resource_uid, row.evidence]));
    violations.require(
      failed.every(({ row, shown }) => evidence.get(row.resource_uid) === shown),
      'after a clean scan every finding shows what fails now',
      () => ({ policy: policy.id, failed: failed.map(({ row, shown }) => [row.resource_uid, shown, evidence.get(row.resource_uid)]) }),
    );
    for (const [accountId, ofAccount] of Map.groupBy(judged, ({ row }) => row.account_id)) {
      const row = tables.row('policy_results', { account_id: accountId });
      const results: Readonly<Partial<Record<string, PolicyResult>>> = row ? resultsOf(row).results : {};
      const counted = (verdict: string): number => ofAccount.filter((each) => each.verdict === verdict).length;
      const result = results[policy.id];
      const counts = result && [result.pass, result.fail, result.unknown, result.not_applicable];
      const expected = [counted('pass'), counted('fail'), counted('unknown'), counted('not_applicable')];
      violations.require(canonicalJson(counts ?? null) === canonicalJson(expected), 'results count the verdicts', () => ({
        policy: policy.id,
        accountId,
        result,
        expected,
      }));
    }
  }
}
