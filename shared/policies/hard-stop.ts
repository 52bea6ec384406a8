/**
 * Ends work over a policy that does not come back, from outside of it: a watchdog thread of Node's ends the script that does
 * the work. Evaluations are bounded by their steps, so this happens only if the steps of an operation are counted wrongly.
 */
import { type Context, createContext, Script } from 'node:vm';

/** Milliseconds that one policy may take over one resource, or that its file may take to load: far more than all its steps take. */
export const HARD_STOP_MS = 2000;
/** After a policy was stopped for this many resources of an account, its other resources there are unknown without being tried. */
const MAX_STOPS = 3;

/** The work was ended. What it was about to return or to store is lost. */
export class HardStop extends Error {
  constructor(ms: number) {
    super(`It did not come back within ${ms / 1000} seconds and was ended.`);
    this.name = 'HardStop';
  }
}

const script = new Script('work()');
let context: Context | undefined;

/** Returns what `work`, which must be synchronous, returns. @throws HardStop after `ms` @throws any error of `work` */
export function bounded<T>(work: () => T, ms = HARD_STOP_MS): T {
  context ??= createContext({});
  let result: T;
  context['work'] = (): void => {
    result = work();
  };
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    throw (error as { code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new HardStop(ms) : error;
  } finally {
    context['work'] = undefined;
  }
  return result!;
}

/** By policy, how many resources of an account it was stopped for. What it shows is counted apart, under another object. */
export type Stops = Map<object, number>;

/** Evaluates one case after the other. */
export interface Evaluations<C, T> {
  /** Any object that stands for the case's policy. */
  readonly policyOf: (each: C) => object;
  readonly evaluate: (each: C) => T;
  /** The result of an evaluation that does not come back, for a reason. */
  readonly stopped: (reason: string) => T;
}

/**
 * The results in order. Many evaluations run under one watchdog, because starting one costs a tenth of a millisecond; the
 * evaluation that was under way when it ended them is tried once more alone.
 */
export function evaluateAll<C, T>(cases: readonly C[], by: Evaluations<C, T>, stops: Stops, ms = HARD_STOP_MS): readonly T[] {
  const results: T[] = [];
  const evaluateRest = (): void => {
    while (results.length < cases.length) {
      const each = cases[results.length]!;
      results.push(stops.size > 0 && (stops.get(by.policyOf(each)) ?? 0) >= MAX_STOPS ? by.stopped(NOT_TRIED) : by.evaluate(each));
    }
  };
  while (results.length < cases.length) {
    try {
      bounded(evaluateRest, ms);
    } catch (error) {
      if (!(error instanceof HardStop)) throw error;
      // The watchdog may end the work when its last result is there already.
      if (results.length === cases.length) break;
      const each = cases[results.length]!;
      const alone = evaluatedAlone(() => by.evaluate(each), ms);
      const policy = by.policyOf(each);
      if (alone === undefined) stops.set(policy, (stops.get(policy) ?? 0) + 1);
      results.push(alone ? alone.result : by.stopped(`The policy did not come back within ${ms / 1000} seconds and was ended.`));
    }
  }
  return results;
}

const NOT_TRIED = `The policy did not come back for ${MAX_STOPS} resources and was ended; the others were not tried.`;

/** Undefined if the evaluation did not come back. */
function evaluatedAlone<T>(evaluate: () => T, ms: number): { readonly result: T } | undefined {
  try {
    return { result: bounded(evaluate, ms) };
  } catch (error) {
    if (error instanceof HardStop) return undefined;
    throw error;
  }
}
