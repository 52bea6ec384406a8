/**
 * The patterns of `matches`. CEL's patterns are RE2's, whose time grows linearly with the text whatever the pattern is, so a
 * user's pattern runs in re2js. JavaScript's own engine is faster on short texts but backtracks; it runs the patterns of
 * Muster's own policies only, which a test proves linear (test/shared/policies/cel/regular-expressions.test.ts).
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { RE2JS } from 're2js';
import type { ExpressionProblem } from './expression-problem.ts';
import { literalText, walk } from './syntax.ts';
import { numberText } from '../../number-text.ts';

/** Which engine runs the patterns of an expression. */
export type PatternEngine = 'linear' | 'native';

export interface Matcher {
  test(text: string): boolean;
  /** Steps of the evaluation that a match against a text of this many characters costs. */
  steps(length: number): number;
}

/** Instructions of all patterns of one expression together. A repetition counts as often as it may repeat, so that `[0-9]{12}` has 12. */
const MAX_INSTRUCTIONS = 5000;
const MAX_REPETITIONS = 1000;

/** Characters that an engine looks at in the time of one step, if the pattern is small. */
const CHARACTERS_A_STEP = 16;
/** Instructions of a pattern that the linear engine follows at once in the time of one. */
const INSTRUCTIONS_AT_ONCE = 16;
/** The cost of a match in the linear engine before the first character. */
const STEPS_TO_BEGIN = 4;

let linear: typeof RE2JS | undefined;

/** Loads the linear engine, which is large, so only a process that meets a user's pattern pays for it. To be called before a user's expression is parsed. */
export async function loadPatternEngine(): Promise<void> {
  linear ??= (await import('re2js')).RE2JS;
}

/** @throws Error if the pattern has a problem, or the linear engine was not loaded */
export function matcherOf(pattern: string, engine: PatternEngine): Matcher {
  if (engine === 'native') {
    const native = new RegExp(pattern);
    return { test: (text) => native.test(text), steps: (length) => 1 + length / CHARACTERS_A_STEP };
  }
  const compiled = linearEngine().compile(pattern);
  const perCharacter = (1 + compiled.programSize() / INSTRUCTIONS_AT_ONCE) / CHARACTERS_A_STEP;
  return { test: (text) => compiled.test(text), steps: (length) => STEPS_TO_BEGIN + length * perCharacter };
}

/** The patterns of Muster's own policies that JavaScript's engine, which runs them, does not know. */
export function nativePatternProblems(ast: ASTNode): readonly ExpressionProblem[] {
  return [...walk(ast)].flatMap((node): readonly ExpressionProblem[] => {
    if (node.op !== 'rcall' || node.args[0] !== 'matches') return [];
    const argument = node.args[2][0] ?? node;
    const pattern = literalText(argument);
    if (pattern === undefined || isNative(pattern)) return [];
    const message = `The pattern ${JSON.stringify(shortened(pattern))} is none of JavaScript's engine, which runs the patterns of built-in policies. It has no (?i): write lowerAscii() after the text, or [Aa] in the pattern.`;
    return [{ offset: argument.start, message }];
  });
}

function isNative(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The problems of every `matches` in an expression of a user. */
export function patternProblems(ast: ASTNode): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  let instructions = 0;
  for (const node of walk(ast)) {
    if (node.op !== 'rcall' || node.args[0] !== 'matches') continue;
    const argument = node.args[2][0] ?? node;
    const pattern = literalText(argument);
    if (pattern === undefined) {
      problems.push({
        offset: argument.start,
        message: "matches needs its pattern as a literal text, such as '^prod-', so that it can be checked before it runs.",
      });
      continue;
    }
    const size = patternSize(pattern);
    if (typeof size !== 'number') {
      problems.push({ offset: argument.start, message: `The pattern ${size.problem}` });
      continue;
    }
    instructions += size;
    if (instructions > MAX_INSTRUCTIONS) {
      const message = `The patterns are too large: with this one, the expression has ${numberText(instructions)} steps to match; at most ${numberText(MAX_INSTRUCTIONS)} are allowed. Repeat fewer times, or write fewer patterns.`;
      problems.push({ offset: argument.start, message });
      break;
    }
  }
  return problems;
}

/**
 * Instructions of the pattern, or what is wrong with it, as the rest of a sentence that begins with "The pattern".
 * @throws Error if the linear engine was not loaded, which is no fault of the pattern
 */
export function patternSize(pattern: string): number | { readonly problem: string } {
  // RE2's message would repeat the whole count, and does not say what is allowed.
  const count = /\{(\d{4,})(?:,\d*)?\}|\{\d*,(\d{4,})\}/.exec(pattern);
  const repeats = count?.[1] ?? count?.[2];
  if (repeats !== undefined && Number(repeats) > MAX_REPETITIONS) return tooManyRepetitions(`{${shortened(repeats)}}`);
  const engine = linearEngine();
  try {
    return engine.compile(pattern).programSize();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes('invalid repeat count')) return tooManyRepetitions('nested repetitions are multiplied');
    if (/\\[1-9k]|\(\?(?:[=!]|<[=!])/.test(pattern) && message.includes('error parsing regexp'))
      return { problem: 'refers back to a group or looks around, which CEL does not know.' };
    return { problem: `is no regular expression of RE2: ${shortened(message.replace(/^error parsing regexp: /, ''))}.` };
  }
}

const tooManyRepetitions = (which: string): { readonly problem: string } => ({
  problem: `repeats too often (${which}); at most ${numberText(MAX_REPETITIONS)} repetitions are allowed.`,
});

const SHOWN_CHARACTERS = 100;
const shortened = (text: string): string => (text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);

function linearEngine(): typeof RE2JS {
  if (!linear) throw new Error('The engine of patterns was not loaded before an expression with a pattern was parsed.');
  return linear;
}
