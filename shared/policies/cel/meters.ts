/**
 * Functions that metered expressions call and users cannot: they exist in an environment of their own. They are macros,
 * which get their arguments unevaluated: a function would cost the library a search for its overload at each call.
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { judgePattern } from './regular-expressions.ts';
import type { Run } from './run.ts';
import { literalText } from './syntax.ts';
import { deepWeight, weight } from './weights.ts';

/** `step_(n, body)`: the body, once n steps are paid for. */
export const STEP = 'step_';
/** `weigh_(value)`, `weigh_deep_(value)`: the value, once looking through it is paid for. */
export const WEIGH = 'weigh_';
export const WEIGH_DEEP = 'weigh_deep_';
/** `matches_(text, pattern)`: what `text.matches(pattern)` answers. */
export const MATCHES = 'matches_';
/** `among_(value, [literal, …])`: what `value in […]` answers, without a walk along the list. */
export const AMONG = 'among_';

/** Metered expressions are several times as long as what was written. */
const LIMITS = { maxAstNodes: 20_000, maxDepth: 500, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8 };

/** Loops go on after an error in one round, and an error takes the time to write down where it was. */
const ERROR_STEPS = 50;

/** Backtracking is quicker than evaluating. */
const CHARACTERS_TRIED_A_STEP = 16;

/** What the library passes to a macro's hooks; it has no types for them. */
interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}
interface Checker {
  check(node: ASTNode, context: unknown): unknown;
  getType(name: string): unknown;
}

type Prepared = (evaluator: Evaluator, context: unknown) => unknown;

/** Closes `environment` to further functions. */
export function withMeters(environment: Environment, run: Run): Environment {
  const meters = environment.clone({ limits: LIMITS });
  /** `prepare` runs once for each place in an expression where the macro stands; `typedBy` is the argument whose type it has. */
  const macro = (name: string, parameters: number, typedBy: number | 'bool', prepare: (args: readonly ASTNode[]) => Prepared): void => {
    const signature = `${name}(${Array.from({ length: parameters }, () => 'ast').join(', ')}): dyn`;
    meters.registerFunction(signature, ({ args }: { args: readonly ASTNode[] }) => {
      const prepared = prepare(args);
      return {
        async: false,
        typeCheck(checker: Checker, _macro: unknown, context: unknown) {
          const types = args.map((argument) => checker.check(argument, context));
          return typedBy === 'bool' ? checker.getType('bool') : types[typedBy];
        },
        evaluate: (evaluator: Evaluator, _macro: unknown, context: unknown) => prepared(evaluator, context),
      };
    });
  };

  macro(STEP, 2, 1, ([count, body]) => {
    const steps = Number(count!.args);
    return (evaluator, context) => {
      run.spend(steps);
      try {
        return evaluator.run(body!, context);
      } catch (error) {
        run.spend(ERROR_STEPS);
        throw error;
      }
    };
  });
  const weighing =
    (weigh: (value: unknown) => number) =>
    ([argument]: readonly ASTNode[]): Prepared =>
    (evaluator, context) => {
      const value = evaluator.run(argument!, context);
      run.spend(weigh(value));
      return value;
    };
  macro(WEIGH, 1, 0, weighing(weight));
  macro(WEIGH_DEEP, 1, 0, weighing(deepWeight));
  macro(MATCHES, 2, 'bool', ([text, literal]) => {
    const pattern = literalText(literal) ?? '';
    const judged = judgePattern(pattern);
    if ('problem' in judged) throw new TypeError(`The pattern ${judged.problem}`);
    const regExp = new RegExp(pattern);
    return (evaluator, context) => {
      const value = evaluator.run(text!, context);
      if (typeof value !== 'string') throw new TypeError('matches is for texts only.');
      run.spend((judged.ways * value.length ** judged.power) / CHARACTERS_TRIED_A_STEP);
      return regExp.test(value);
    };
  });
  macro(AMONG, 2, 'bool', ([value, list]) => {
    const literals = new Set((list!.args as readonly ASTNode[]).map(({ args }) => comparable(args)));
    return (evaluator, context) => literals.has(comparable(evaluator.run(value!, context)));
  });
  return meters;
}

/** To CEL, an int and a double of the same value are equal. */
const comparable = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
