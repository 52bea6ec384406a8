/** How an account, or all of them, stand against a framework. Pure. */
import type { z } from '@hono/zod-openapi';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { coverageOf, type ControlCoverage, type Framework } from '../policies/frameworks.ts';
import type { PolicyResult } from '../scan/model.ts';
import { CONTROL_STATES, type ControlState, type frameworkSchema, type frameworkSummarySchema } from './schemas/policies.ts';

type Summary = z.output<typeof frameworkSummarySchema>;
type Score = Omit<z.output<typeof frameworkSchema>, 'account_id'>;
type ScoredControl = Score['controls'][number];
type Results = Readonly<Partial<Record<string, PolicyResult>>>;
type Policies = readonly Pick<CompiledPolicy, 'policy'>[];

export const frameworkSummary = (framework: Framework, policies: Policies): Summary =>
  summaryOf(framework, coverageOf(framework, policies));

export function frameworkScore(framework: Framework, policies: Policies, results: Results): Score {
  const coverage = coverageOf(framework, policies);
  const controls = coverage.map((each) => scoredControl(each, results));
  const inState = (state: ControlState): number => controls.filter((control) => control.state === state).length;
  const states = Object.fromEntries(CONTROL_STATES.map((state) => [state, inState(state)])) as Record<ControlState, number>;
  const decided = states.pass + states.fail + states.unknown;
  return {
    ...summaryOf(framework, coverage),
    score: { states, ...(decided > 0 && { percent: percentOf(states.pass, decided) }) },
    controls,
  };
}

function summaryOf({ id, name, controls }: Framework, coverage: readonly ControlCoverage[]): Summary {
  const having = (status: ControlCoverage['status']): number => coverage.filter((each) => each.status === status).length;
  const covered = having('covered');
  return {
    framework_id: id,
    name,
    coverage: {
      controls: controls.length,
      covered,
      manual: having('manual'),
      not_covered: having('not_covered'),
      percent: percentOf(covered, controls.length),
    },
  };
}

function scoredControl({ control, status, policies }: ControlCoverage, results: Results): ScoredControl {
  const { id, status: _, ...shown } = control;
  const found = policies.map((policy) => results[policy.id]);
  const sum = (read: (result: PolicyResult) => number): number => found.reduce((total, result) => total + (result ? read(result) : 0), 0);
  const counts = {
    passed: sum(({ pass }) => pass),
    failed: sum(({ fail, suppressed }) => fail - suppressed),
    suppressed: sum(({ suppressed }) => suppressed),
    unknown: sum(({ unknown }) => unknown),
  };
  const isWhole = found.every((result) => result !== undefined && (result.not_whole ?? 0) === 0);
  const state = status === 'covered' ? stateOf(counts, isWhole) : status;
  return { control_id: id, ...shown, state, policies: policies.map((policy) => policy.id), ...counts };
}

/** What was not seen whole, or not at all, is never a pass. */
function stateOf({ passed, failed, unknown }: Pick<ScoredControl, 'passed' | 'failed' | 'unknown'>, isWhole: boolean): ControlState {
  if (failed > 0) return 'fail';
  if (unknown > 0) return 'unknown';
  if (passed === 0) return 'no_data';
  return isWhole ? 'pass' : 'unknown';
}

/** To one decimal. Short of all is never 100. */
const percentOf = (part: number, whole: number): number => Math.floor((part / whole) * 1000) / 10;
