/** Computes the score of one account, or of all accounts, in a framework. Pure. */
import type { z } from '@hono/zod-openapi';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { Framework } from '../policies/framework.ts';
import { coverageOf, type ControlCoverage } from '../policies/frameworks.ts';
import type { PolicyResult } from '../scan/model.ts';
import { CONTROL_STATES, type ControlState, type frameworkSchema, type frameworkSummarySchema } from './schemas/policies.ts';

type Summary = z.output<typeof frameworkSummarySchema>;
type Score = Omit<z.output<typeof frameworkSchema>, 'account_id'>;
type ScoredControl = Score['controls'][number];
type Results = Readonly<Partial<Record<string, PolicyResult>>>;
type Status = ControlCoverage['status'];
type Policies = readonly Pick<CompiledPolicy, 'policy'>[];

export const frameworkSummary = (framework: Framework, policies: Policies): Summary =>
  summaryOf(framework, coverageOf(framework, policies));

export function frameworkScore(framework: Framework, policies: Policies, results: Results): Score {
  const coverage = coverageOf(framework, policies);
  const controls = coverage.map((each) => scoredControl(each, results));
  const inState = (state: ControlState): number => controls.filter((control) => control.state === state).length;
  const states = Object.fromEntries(CONTROL_STATES.map((state) => [state, inState(state)])) as Record<ControlState, number>;
  const decided = states.pass + states.fail + states.unknown + states.partial;
  return {
    ...summaryOf(framework, coverage),
    score: { states, ...(decided > 0 && { percent: percentOf(states.pass, decided) }) },
    controls,
  };
}

function summaryOf({ id, name, controls }: Framework, coverage: readonly ControlCoverage[]): Summary {
  const countOf = (status: Status): number => coverage.filter((each) => each.status === status).length;
  const covered = countOf('covered');
  return {
    framework_id: id,
    name,
    coverage: {
      controls: controls.length,
      covered,
      partial: countOf('partial'),
      manual: countOf('manual'),
      not_covered: countOf('not_covered'),
      percent: percentOf(covered, controls.length),
    },
  };
}

function scoredControl({ control, status, policies }: ControlCoverage, results: Results): ScoredControl {
  const { id, status: _, ...shown } = control;
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
  return {
    control_id: id,
    ...shown,
    state: stateOf(status, counts, Object.keys(missing).length === 0),
    policies: ids,
    ...counts,
    ...missing,
  };
}

/** Empty if every policy has a result and the inventory was whole in all accounts. */
function missingResults(ids: readonly string[], results: Results): Pick<ScoredControl, 'not_whole' | 'not_whole_in' | 'not_evaluated'> {
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

/** A control passes only if its policies cover it whole, all of them have results, and the inventory was whole. */
function stateOf(
  status: Status,
  { passed, failed, suppressed, unknown }: Pick<ScoredControl, 'passed' | 'failed' | 'suppressed' | 'unknown'>,
  isWhole: boolean,
): ControlState {
  if (status === 'manual' || status === 'not_covered') return status;
  if (failed > 0) return 'fail';
  if (unknown > 0) return 'unknown';
  if (passed + suppressed === 0) return 'no_data';
  if (!isWhole) return 'unknown';
  return status === 'partial' ? 'partial' : 'pass';
}

/** Rounded down to one decimal, so that it is 100 only if `part` is `whole`. */
const percentOf = (part: number, whole: number): number => Math.floor((part / whole) * 1000) / 10;
