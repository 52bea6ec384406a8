/**
 * What most policies do most of the time, done without the library's search for the overload that fits two types: to
 * compare with a literal, to look for a value among literals, to select down through what may be missing. And what is
 * the same every time is made once.
 */
import { type ASTNode, type Environment, Optional } from '@marcbachmann/cel-js';
import { addMacro, type Evaluate } from './macros.ts';
import { literalText } from './syntax.ts';

/** `equals_(value, literal)` */
export const EQUALS = 'equals_';
/** `among_(value, [literal, …])` */
export const AMONG = 'among_';
/** `select_(value, ['A', 'B'], otherwise)`: `value.?A.?B.orValue(otherwise)` */
export const SELECT = 'select_';
/** `selects_(value, ['A', 'B'])`: `value.?A.?B.hasValue()` */
export const SELECTS = 'selects_';

/** `constant_(value)`: a value that nothing can change, of literals only. */
export const CONSTANT = 'constant_';

/** Of texts, numbers, true, false and null: what is equal to CEL is the same to JavaScript, once ints are numbers. */
export const isPlainLiteral = ({ op, args }: ASTNode): boolean => op === 'value' && (args === null || typeof args !== 'object');

/** A list, a map, a time or a duration that is written out. */
export function isConstant(node: ASTNode): boolean {
  if (node.op === 'list') return node.args.length > 0 && node.args.every(isPlainLiteral);
  if (node.op === 'map') return node.args.length > 0 && node.args.flat().every(isPlainLiteral);
  return node.op === 'call' && (node.args[0] === 'timestamp' || node.args[0] === 'duration') && node.args[1].every(isPlainLiteral);
}

export function addShortcuts(environment: Environment): void {
  addMacro(environment, {
    name: EQUALS,
    parameters: 2,
    type: 'bool',
    prepare: ([value, literal]) => {
      const wanted = comparable(literal!.args);
      return (evaluator, context) => comparable(evaluator.run(value!, context)) === wanted;
    },
  });
  addMacro(environment, {
    name: AMONG,
    parameters: 2,
    type: 'bool',
    prepare: ([value, list]) => {
      const wanted = new Set((list!.args as readonly ASTNode[]).map(({ args }) => comparable(args)));
      return (evaluator, context) => wanted.has(comparable(evaluator.run(value!, context)));
    },
  });
  addMacro(environment, {
    name: CONSTANT,
    parameters: 1,
    type: 0,
    prepare: ([argument]) => {
      let value: unknown;
      return (evaluator, context) => (value ??= evaluator.run(argument!, context));
    },
  });
  addMacro(environment, {
    name: SELECT,
    parameters: 3,
    type: 'dyn',
    prepare: ([value, names, otherwise]) => {
      const select = selecting(value!, names!);
      return (evaluator, context) => {
        const selected = select(evaluator, context);
        return selected === undefined ? evaluator.run(otherwise!, context) : selected;
      };
    },
  });
  addMacro(environment, {
    name: SELECTS,
    parameters: 2,
    type: 'bool',
    prepare: ([value, names]) => {
      const select = selecting(value!, names!);
      return (evaluator, context) => select(evaluator, context) !== undefined;
    },
  });
}

const comparable = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

function selecting(value: ASTNode, names: ASTNode): Evaluate {
  const path = (names.args as readonly ASTNode[]).map((name) => literalText(name)!);
  return (evaluator, context) => {
    let at = evaluator.run(value, context);
    if (at instanceof Optional) at = at.orValue(undefined);
    for (const name of path) at = member(at, name);
    return at;
  };
}

/** Own members only; of null, of texts and of lists there are none. */
function member(of: unknown, name: string): unknown {
  if (of === null || typeof of !== 'object' || Array.isArray(of)) return undefined;
  if (of instanceof Map) return of.get(name) as unknown;
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
