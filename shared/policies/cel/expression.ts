/** Parses and checks a CEL expression, so that it is ready to evaluate. */
import { type ASTNode, ParseError, type ParseResult, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { suggestion } from '../../validation/nearest.ts';
import { createEnvironment, FUNCTIONS, VARIABLES } from './environment.ts';
import { type FieldPath, fieldPaths, TooManyFields } from './field-paths.ts';
import { preparedEnvironment, preparedText } from './prepared.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { nativePatternProblems, type PatternEngine, patternProblems } from './regular-expressions.ts';
import { Run } from './run.ts';
import { children, memberName, walk } from './syntax.ts';

/** The evaluation under way. One object serves the process, because evaluation is synchronous and never nested. */
export const run = new Run();
const environment = createEnvironment(run);
const prepared = preparedEnvironment(environment, run);

export interface Expression {
  readonly ast: ASTNode;
  readonly paths: readonly FieldPath[];
  /** @throws any error of the expression */
  readonly evaluate: ParseResult;
}

export type ParsedExpression = { readonly expression: Expression } | { readonly problem: ExpressionProblem };

/** The kinds of answers that an expression may give. */
export type Answer = 'boolean' | 'anything';

/**
 * Checks syntax, names and types, and that the expression answers true or false, unless it may answer `anything`, if its type is known.
 * Before an expression that has a pattern for the linear engine, `loadPatternEngine` must have been called.
 */
export function parseExpression(text: string, engine: PatternEngine = 'linear', answer: Answer = 'boolean'): ParsedExpression {
  let parsed: ParseResult;
  try {
    parsed = environment.parse(text);
  } catch (error) {
    return { problem: problemOf(error) };
  }
  const checked = parsed.check();
  if (!checked.valid) return { problem: problemOf(checked.error) };
  if (answer === 'boolean' && checked.type !== 'bool' && checked.type !== 'dyn') {
    return { problem: { offset: 0, message: `The expression must answer true or false; it answers a ${checked.type}.` } };
  }
  const patterns = engine === 'linear' ? patternProblems(parsed.ast) : nativePatternProblems(parsed.ast);
  const [problem] = [...prototypeProblems(parsed.ast), ...patterns];
  if (problem) return { problem };
  let paths: readonly FieldPath[];
  try {
    paths = fieldPaths(parsed.ast);
  } catch (error) {
    if (!(error instanceof TooManyFields)) throw error;
    return { problem: { offset: 0, message: error.message } };
  }
  const evaluate = prepared.parse(preparedText(parsed.ast, { engine, tolerant: answer === 'anything' }));
  const rechecked = evaluate.check();
  if (!rechecked.valid) throw rechecked.error!;
  return { expression: { ast: parsed.ast, paths, evaluate } };
}

/**
 * The library reads own properties only, except of times, which are JavaScript objects; so `__proto__` is refused but of the resource's own data,
 * where it is a name like others: the key of a tag.
 */
function prototypeProblems(ast: ASTNode): readonly ExpressionProblem[] {
  const nodes = [...walk(ast)];
  const hidden = new Set(nodes.flatMap(namedAnew));
  return nodes
    .filter((node) => memberName(node) === '__proto__' && !isOfData(node, hidden))
    .map(({ pos }) => ({ offset: pos, message: 'There is no field __proto__.' }));
}

/** The variables that hold JSON and nothing else. */
const DATA: ReadonlySet<string> = new Set(['tags', 'config', 'resource']);

/** Whether the node reads a member of `tags`, `config` or `resource`, or of a part of these. `hidden`: names that an expression gives to something else. */
function isOfData(node: ASTNode, hidden: ReadonlySet<string>): boolean {
  if (node.op === 'id') return DATA.has(node.args) && !hidden.has(node.args);
  const [of] = memberName(node) === undefined ? [] : children(node);
  return of !== undefined && isOfData(of, hidden);
}

/** The names that a macro, such as `exists` or `cel.bind`, gives to values. */
const namedAnew = (node: ASTNode): readonly string[] =>
  node.op === 'rcall' ? node.args[2].flatMap((argument) => (argument.op === 'id' ? [argument.args] : [])) : [];

function problemOf(error: unknown): ExpressionProblem {
  if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
  const offset = error.range?.start ?? 0;
  return { offset, message: friendly(error.code, error.summary) };
}

/** The library's message names what it did not find; this one also names what exists. */
function friendly(code: string, summary: string): string {
  if (code === 'unknown_variable') {
    const name = summary.replace('Unknown variable: ', '');
    return `There is no variable ${name}; there are ${VARIABLES.join(', ')}.${suggestion(name, VARIABLES)}`;
  }
  const called = /^found no matching overload for '([\w.<>, ]*?)(\w+)\((.*)\)'$/.exec(summary);
  if (code === 'no_matching_overload' && called) {
    const [, receiver = '', name = '', types = ''] = called;
    const usage = FUNCTIONS[name];
    if (receiver === '' && usage) return `${name} does not take (${types}); it is called ${usage}.`;
    const of = receiver === '' || receiver === 'dyn.' ? '' : ` of ${receiver.slice(0, -1)}`;
    return `There is no function ${name}(${types})${of}.${receiver === '' ? suggestion(name, Object.keys(FUNCTIONS)) : ''}`;
  }
  return `${summary}.`;
}
