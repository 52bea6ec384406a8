/** Macros that count the steps of a prepared expression. */
import type { Environment } from '@marcbachmann/cel-js';
import { addMacro } from './macros.ts';
import { matcherOf, type PatternEngine } from './regular-expressions.ts';
import type { Run } from './run.ts';
import { literalText } from './syntax.ts';
import { deepWeight, weight, weightOfParts } from './weights.ts';

/** `step_(n, body)`: spends n steps, then evaluates the body. */
export const STEP = 'step_';
/** `weigh_(value)`: the value, after spending the steps that a look through it costs. */
export const WEIGH = 'weigh_';
/** `weigh_deep_(value)`: the same, for operations that also look through the value's members. */
export const WEIGH_DEEP = 'weigh_deep_';
/** `weigh_parts_(value)`: the same, for operations that make a value of each character. */
export const WEIGH_PARTS = 'weigh_parts_';
/** `matches_(text, pattern)`: spends the steps of the match, then gives what `text.matches(pattern)` gives. */
export const MATCHES: Readonly<Record<PatternEngine, string>> = { linear: 'matches_', native: 'matches_native_' };
/** `join_(list, separator)`: spends the steps of the text that comes out, then gives `list.join(separator)`. */
export const JOIN = 'join_';
/** `known_true_(condition)`: the condition, or false if it throws, unless the steps have run out. */
export const KNOWN_TRUE = 'known_true_';
/** `short_(text)`: the text, which must be short, for functions whose time grows faster than the length of their text. */
export const SHORT = 'short_';

/** Steps of an error: loops continue after an error in one round, and creating an error with its position takes time. */
const ERROR_STEPS = 50;

const MAX_SHORT_CHARACTERS = 100;

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
  addMacro(environment, {
    name: KNOWN_TRUE,
    parameters: 1,
    type: 0,
    prepare:
      ([condition]) =>
      (evaluator, context) => {
        try {
          return evaluator.run(condition!, context);
        } catch (error) {
          if (run.exhausted) throw error;
          return false;
        }
      },
  });
  for (const [name, weigh] of [[WEIGH, weight] as const, [WEIGH_DEEP, deepWeight] as const, [WEIGH_PARTS, weightOfParts] as const]) {
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
    name: SHORT,
    parameters: 1,
    type: 0,
    prepare:
      ([argument]) =>
      (evaluator, context) => {
        const value = evaluator.run(argument!, context);
        if (typeof value === 'string' && value.length > MAX_SHORT_CHARACTERS)
          throw new RangeError(`The text has ${value.length} characters; at most ${MAX_SHORT_CHARACTERS} are allowed here.`);
        return value;
      },
  });
  addMacro(environment, {
    name: JOIN,
    parameters: 2,
    type: 'string',
    prepare:
      ([list, separator]) =>
      (evaluator, context) => {
        const texts = evaluator.run(list!, context);
        const between = evaluator.run(separator!, context);
        if (!Array.isArray(texts) || typeof between !== 'string' || !texts.every((text) => typeof text === 'string'))
          throw new TypeError('join is for lists of texts only, with a text as separator.');
        run.spend(deepWeight(texts) + texts.length * weight(between));
        return texts.join(between);
      },
  });
  for (const engine of ['linear', 'native'] as const) {
    addMacro(environment, {
      name: MATCHES[engine],
      parameters: 2,
      type: 'bool',
      prepare: ([text, literal]) => {
        const matcher = matcherOf(literalText(literal) ?? '', engine);
        return (evaluator, context) => {
          const value = evaluator.run(text!, context);
          if (typeof value !== 'string') throw new TypeError('matches is for texts only.');
          run.spend(matcher.steps(value.length));
          return matcher.test(value);
        };
      },
    });
  }
}
