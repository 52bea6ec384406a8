/**
 * Macros for the operations that policies use most, which avoid the library's search for the overload that fits two types:
 * comparing with a literal, looking for a value in a list of literals, and selecting fields that may be missing. A list,
 * map, time or duration of literals is built once.
 */
import { type ASTNode, type Environment, Optional } from '@marcbachmann/cel-js';
import { addMacro, type Evaluate } from './macros.ts';
import { mapOf } from './maps.ts';
import { literalText } from './syntax.ts';

/** `equals_(value, literal)`: `value == literal` */
export const EQUALS = 'equals_';
/** `among_(value, [literal, …])`: `value in [literal, …]` */
export const AMONG = 'among_';
/** `select_(value, ['A', 'B'], otherwise)`: `value.?A.?B.orValue(otherwise)` */
export const SELECT = 'select_';
/** `selects_(value, ['A', 'B'])`: `value.?A.?B.hasValue()` */
export const SELECTS = 'selects_';

/** `map_([key, …], [value, …])`: `{key: value, …}`. The library's own leaves out the keys `constructor`, `prototype` and `__proto__`. */
export const MAP = 'map_';

/** `constant_(value)`: a value made of literals only, evaluated once. */
export const CONSTANT = 'constant_';

/** Whether the node is a text, number, true, false or null. CEL's equality of these is JavaScript's `===`, once ints are converted to numbers. */
export const isPlainLiteral = ({ op, args }: ASTNode): boolean => op === 'value' && (args === null || typeof args !== 'object');

/** Whether the node is a list, a map, a time or a duration made of literals only. */
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
    name: MAP,
    parameters: 2,
    type: 'map',
    prepare: ([keys, values]) => {
      const [names, members] = [keys!.args as readonly ASTNode[], values!.args as readonly ASTNode[]];
      return (evaluator, context) =>
        mapOf(names.map((name, index) => [evaluator.run(name, context), evaluator.run(members[index]!, context)] as const));
    },
  });
  addMacro(environment, {
    name: SELECT,
    parameters: 3,
    type: 'dyn',
    prepare: ([value, names, otherwise]) => {
      const select = selectorOf(value!, names!);
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
      const select = selectorOf(value!, names!);
      return (evaluator, context) => select(evaluator, context) !== undefined;
    },
  });
}

const comparable = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

/** A function that reads the member at a path of names below a value; undefined if a member is missing. */
function selectorOf(value: ASTNode, names: ASTNode): Evaluate {
  const path = (names.args as readonly ASTNode[]).map((name) => literalText(name)!);
  return (evaluator, context) => {
    let at = evaluator.run(value, context);
    if (at instanceof Optional) at = at.orValue(undefined);
    for (const name of path) at = member(at, name);
    return at;
  };
}

/** Own members only; null, texts and lists have none. */
function member(of: unknown, name: string): unknown {
  if (of === null || typeof of !== 'object' || Array.isArray(of)) return undefined;
  if (of instanceof Map) return of.get(name) as unknown;
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
