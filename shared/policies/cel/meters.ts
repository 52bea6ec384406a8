/** Macros that count the steps of a prepared expression. */
import type { Environment } from '@marcbachmann/cel-js';
import { addMacro } from './macros.ts';
import { judgePattern } from './regular-expressions.ts';
import type { Run } from './run.ts';
import { literalText } from './syntax.ts';
import { deepWeight, weight } from './weights.ts';

/** `step_(n, body)`: spends n steps, then evaluates the body. */
export const STEP = 'step_';
/** `weigh_(value)`: the value, after spending the steps that a look through it costs. */
export const WEIGH = 'weigh_';
/** `weigh_deep_(value)`: the same, for operations that also look through the value's members. */
export const WEIGH_DEEP = 'weigh_deep_';
/** `matches_(text, pattern)`: spends the steps of the match, then gives what `text.matches(pattern)` gives. */
export const MATCHES = 'matches_';

/** Steps of an error: loops continue after an error in one round, and creating an error with its position takes time. */
const ERROR_STEPS = 50;

/** Characters that a regular expression tries in the time of one step. */
const CHARACTERS_TRIED_A_STEP = 16;

export function addMeters(environment: Environment, run: Run): void {
  addMacro(environment, {
    name: STEP,
    parameters: 2,
    type: 1,
    prepare: ([count, body]) => {
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
    },
  });
  for (const [name, weigh] of [[WEIGH, weight] as const, [WEIGH_DEEP, deepWeight] as const]) {
    addMacro(environment, {
      name,
      parameters: 1,
      type: 0,
      prepare:
        ([argument]) =>
        (evaluator, context) => {
          const value = evaluator.run(argument!, context);
          run.spend(weigh(value));
          return value;
        },
    });
  }
  addMacro(environment, {
    name: MATCHES,
    parameters: 2,
    type: 'bool',
    prepare: ([text, literal]) => {
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
    },
  });
}
