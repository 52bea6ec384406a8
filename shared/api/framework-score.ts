/** Computes the score of one account, or of all accounts, in a framework. Pure. */
import type { z } from '@hono/zod-openapi';
import type { Rule } from '../policies/policy.ts';
import type { Framework } from '../policies/framework.ts';
import { coverageOf, type ControlCoverage } from '../policies/frameworks.ts';
import type { AccountGroup } from '../ids.ts';
import { holdersOf } from '../clouds/resource-type.ts';
import { typeNamed } from '../registry.ts';
import type { PolicyResult } from '../scan/model.ts';
import type { Results } from './policy-results.ts';
import { CONTROL_STATES, type ControlState, type frameworkSchema, type frameworkSummarySchema } from './schemas/policies.ts';

type Summary = z.output<typeof frameworkSummarySchema>;
type Score = Omit<z.output<typeof frameworkSchema>, 'account_id' | 'selected_accounts'>;
type ScoredControl = Score['controls'][number];
type Seen = NonNullable<Summary['seen']>;
type Status = ControlCoverage['status'];
type Covering = Pick<Rule, 'id' | 'resource_type'> & { readonly frameworks: Readonly<Record<string, readonly string[]>> };
type Policies = readonly { readonly policy: Covering }[];
type Coverage = ControlCoverage<Covering>;
/** The group of the accounts that each policy judges, by the policy's id. */
type Groups = ReadonlyMap<string, AccountGroup | undefined>;

function groupOfType(name: string): AccountGroup | undefined {
  const type = typeNamed(name);
  return type && holdersOf(type);
}

export function frameworkSummary(framework: Framework, policies: Policies, results: Results): Summary {
  const { controls: _controls, retired_controls: _retired, ...summary } = frameworkScore(framework, policies, results);
  return summary;
}

/** The score of what was seen, and how much that was. What was not seen makes no control fail or pass. */
export function frameworkScore(framework: Framework, policies: Policies, results: Results): Score {
  const coverage = coverageOf(framework, policies);
  const groups: Groups = new Map(policies.map(({ policy }) => [policy.id, groupOfType(policy.resource_type)]));
  const controls = coverage.map((each) => scoredControl(each, results, groups));
  const inState = (state: ControlState): number => controls.filter((control) => control.state === state).length;
  const states = Object.fromEntries(CONTROL_STATES.map((state) => [state, inState(state)])) as Record<ControlState, number>;
  const passing = states.pass + states.pass_where_seen;
  const decided = passing + states.fail + states.partial;
  const seen = seenOf([...new Set(coverage.flatMap((each) => each.policies.map(({ id }) => id)))], results, groups);
  return {
    ...summaryOf(framework, coverage),
    score: { states, ...(decided > 0 && { percent: percentOf(passing, decided) }) },
    ...(seen && { seen }),
    controls,
    ...retiredOf(framework),
  };
}

/** The controls that have left the standard. Empty if it has lost none. */
function retiredOf({ controls }: Framework): Pick<Score, 'retired_controls'> {
  const retired = controls.filter((control) => control.retired);
  if (retired.length === 0) return {};
  return { retired_controls: retired.map(({ id, title, section }) => ({ control_id: id, title, section })) };
}

/** Undefined without policies. A resource counts once for each of the policies. */
function seenOf(policies: readonly string[], { results, accounts }: Results, groups: Groups): Seen | undefined {
  if (policies.length === 0) return undefined;
  const found = policies.map((id) => results[id]);
  const judged = new Set(policies.map((id) => groups.get(id)));
  const enabled = [...judged].reduce((sum, group) => sum + (group === undefined ? 0 : (accounts?.[group] ?? 0)), 0);
  const scanned = found.map((result) => result?.accounts ?? 0);
  const missing = new Set(found.flatMap((result) => result?.unknowns.flatMap(({ permission }) => permission ?? []) ?? []));
  const sum = (read: (result: PolicyResult) => number): number =>
    found.reduce((total, result) => total + (result === undefined ? 0 : read(result)), 0);
  return {
    accounts: { whole: wholeOf(policies, results, groups), total: Math.max(enabled, ...scanned) },
    resources: {
      judged: sum(({ pass, fail }) => pass + fail),
      unknown: sum(({ unknown }) => unknown),
      ...(missing.size > 0 && { missing_permissions: [...missing].toSorted() }),
    },
  };
}

/**
 * At most so many accounts were seen whole by all of the policies: each group's accounts are those of its policy with the fewest.
 */
function wholeOf(policies: readonly string[], results: Results['results'], groups: Groups): number {
  const byGroup = Map.groupBy(policies, (id) => groups.get(id));
  return [...byGroup.values()].reduce(
    (sum, ids) => sum + Math.min(...ids.map((id) => Math.max(0, (results[id]?.accounts ?? 0) - (results[id]?.not_whole ?? 0)))),
    0,
  );
}

function summaryOf({ id, name }: Framework, coverage: readonly Coverage[]): Omit<Summary, 'score' | 'seen'> {
  const countOf = (status: Status): number => coverage.filter((each) => each.status === status).length;
  const covered = countOf('covered');
  return {
    framework_id: id,
    name,
    coverage: {
      controls: coverage.length,
      covered,
      partial: countOf('partial'),
      manual: countOf('manual'),
      not_covered: countOf('not_covered'),
      percent: percentOf(covered, coverage.length),
    },
  };
}

function scoredControl({ control, status, policies }: Coverage, all: Results, groups: Groups): ScoredControl {
  const { results } = all;
  const { id, status: _, reason, ...shown } = control;
  const ids = policies.map((policy) => policy.id);
  const found = ids.map((policyId) => results[policyId]).filter((result) => result !== undefined);
  const sum = (read: (result: PolicyResult) => number): number => found.reduce((total, result) => total + read(result), 0);
  const counts = {
    passed: sum(({ pass }) => pass),
    failed: sum(({ fail, suppressed }) => fail - suppressed),
    suppressed: sum(({ suppressed }) => suppressed),
    unknown: sum(({ unknown }) => unknown),
  };
  const missing = missingResults(ids, results);
  const seen = seenOf(ids, all, groups);
  const isWhole = Object.keys(missing).length === 0 && (!seen || seen.accounts.whole >= seen.accounts.total);
  return {
    control_id: id,
    ...shown,
    // A policy of a user's own may cover a control that Muster's do not.
    ...(policies.length === 0 && reason !== undefined && { reason }),
    // Without any result, nothing was looked at yet: that is no data.
    state: stateOf(status, counts, isWhole || found.length === 0),
    policies: ids,
    ...counts,
    ...(seen && { seen }),
    ...missing,
  };
}

/** Empty if every policy has a result and the inventory was whole in all accounts. */
function missingResults(
  ids: readonly string[],
  results: Results['results'],
): Pick<ScoredControl, 'not_whole' | 'not_whole_in' | 'not_evaluated'> {
  const found = ids.map((id) => results[id]);
  const accounts = [...new Set(found.flatMap((result) => result?.not_whole_in ?? []))];
  // The accounts of two policies may be the same, so their counts are not added. This is the least number of accounts.
  const notWhole = Math.max(accounts.length, ...found.map((result) => result?.not_whole ?? 0));
  const notEvaluated = ids.filter((id) => results[id] === undefined);
  return {
    ...(notWhole > 0 && { not_whole: notWhole }),
    ...(accounts.length > 0 && { not_whole_in: accounts }),
    ...(notEvaluated.length > 0 && { not_evaluated: notEvaluated }),
  };
}

/** A control passes only if its policies cover it whole, every resource of theirs was judged, and the inventory was whole in all accounts. */
function stateOf(
  status: Status,
  { passed, failed, suppressed, unknown }: Pick<ScoredControl, 'passed' | 'failed' | 'suppressed' | 'unknown'>,
  isWhole: boolean,
): ControlState {
  if (status === 'manual' || status === 'not_covered') return status;
  if (failed > 0) return 'fail';
  const isSeen = unknown === 0 && isWhole;
  if (passed + suppressed === 0) return isSeen ? 'no_data' : 'unknown';
  if (status === 'partial') return 'partial';
  return isSeen ? 'pass' : 'pass_where_seen';
}

/** Rounded down to one decimal, so that it is 100 only if `part` is `whole`. */
const percentOf = (part: number, whole: number): number => Math.floor((part / whole) * 1000) / 10;
