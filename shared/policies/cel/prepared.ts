/**
 * What is run of an expression: the same expression, rewritten. The CEL library bounds the size of an expression, not
 * the work that loops make of it, so each round of a loop is made to ask for its steps first: `list.exists(x, P)`
 * becomes `list.exists(x, step_(n, P))`. Within loops, what operations look through is counted as well. And what can
 * take a shortcut takes it.
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { addMeters, MATCHES, STEP, WEIGH, WEIGH_DEEP } from './meters.ts';
import type { Run } from './run.ts';
import { addShortcuts, AMONG, EQUALS, CONSTANT, isConstant, isPlainLiteral, SELECT, SELECTS } from './shortcuts.ts';
import { LOOPS, walk } from './syntax.ts';

/** Prepared expressions are several times as long as what was written. */
const LIMITS = { maxAstNodes: 20_000, maxDepth: 500, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8 };

/** Whose receiver or arguments are optionals or names, not values to look through. */
const NOT_WEIGHED: ReadonlySet<string> = new Set(['bind', 'has', 'hasValue', 'none', 'of', 'or', 'orValue', 'value']);

/** They go through a whole policy document. */
const OF_DOCUMENTS = /^(allows_|denies_|statements$)/;

/** Where prepared expressions run. Closes `environment` to further functions. */
export function preparedEnvironment(environment: Environment, run: Run): Environment {
  const prepared = environment.clone({ limits: LIMITS });
  addMeters(prepared, run);
  addShortcuts(prepared);
  return prepared;
}

/** Fully parenthesised. */
export const preparedText = (ast: ASTNode): string => print(ast, false);

const isLoop = (node: ASTNode): boolean =>
  node.op === 'rcall' && LOOPS.has(node.args[0]) && node.args[2].length > 1 && node.args[2][0]?.op === 'id';

const print = (node: ASTNode, inLoop: boolean): string =>
  isConstant(node) ? `${CONSTANT}(${printed(node, inLoop)})` : printed(node, inLoop);

function printed(node: ASTNode, inLoop: boolean): string {
  const plain = (child: ASTNode): string => print(child, inLoop);
  const weighed =
    (by: string) =>
    (child: ASTNode): string =>
      inLoop && child.op !== 'value' ? `${by}(${plain(child)})` : plain(child);
  switch (node.op) {
    case 'value':
      return node.input.slice(node.start, node.end);
    case 'id':
      return node.args;
    case '.':
    case '.?':
      return `${plain(node.args[0])}${node.op}${node.args[1]}`;
    case '[]':
    case '[?]':
      return `${plain(node.args[0])}[${node.op === '[?]' ? '?' : ''}${plain(node.args[1])}]`;
    case 'call': {
      const [name, args] = node.args;
      const argument = NOT_WEIGHED.has(name) ? plain : weighed(OF_DOCUMENTS.test(name) ? WEIGH_DEEP : WEIGH);
      return `${name}(${args.map(argument).join(', ')})`;
    }
    case 'rcall': {
      if (isLoop(node)) return printLoop(node, plain);
      const [name, receiver, args] = node.args;
      const selected = selection(node, plain);
      if (selected !== undefined) return selected;
      if (name === 'matches') return `${MATCHES}(${plain(receiver)}, ${args.map(plain).join(', ')})`;
      const operand = NOT_WEIGHED.has(name) ? plain : weighed(WEIGH);
      return `${operand(receiver)}.${name}(${args.map(operand).join(', ')})`;
    }
    case 'list':
      return `[${node.args.map(plain).join(', ')}]`;
    case 'map':
      return `{${node.args.map(([key, value]) => `${plain(key)}: ${plain(value)}`).join(', ')}}`;
    case '?:':
      return `(${plain(node.args[0])} ? ${plain(node.args[1])} : ${plain(node.args[2])})`;
    case '!_':
      return `(!${plain(node.args)})`;
    case '-_':
      return `(-${plain(node.args)})`;
    case '==':
    case '!=': {
      const literal = node.args.findIndex(isPlainLiteral);
      if (literal >= 0) return `${node.op === '!=' ? '!' : ''}${EQUALS}(${plain(node.args[1 - literal]!)}, ${plain(node.args[literal]!)})`;
      // Comparing with a literal looks no further than the literal.
      const operand = node.args.some(({ op }) => op === 'value') ? plain : weighed(WEIGH_DEEP);
      return `(${operand(node.args[0])} ${node.op} ${operand(node.args[1])})`;
    }
    case 'in':
      if (node.args[1].op === 'list' && node.args[1].args.every(isPlainLiteral))
        return `${AMONG}(${plain(node.args[0])}, ${printed(node.args[1], inLoop)})`;
      return `(${plain(node.args[0])} in ${weighed(node.args[0].op === 'value' ? WEIGH : WEIGH_DEEP)(node.args[1])})`;
    case '+':
      return `(${weighed(WEIGH)(node.args[0])} + ${weighed(WEIGH)(node.args[1])})`;
    case '||':
    case '&&':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '-':
    case '*':
    case '/':
    case '%':
      return `(${plain(node.args[0])} ${node.op} ${plain(node.args[1])})`;
  }
}

/** Of `value.?A.?B.orValue(otherwise)` and `value.?A.?B.hasValue()`; undefined for anything else. */
function selection(node: ASTNode & { op: 'rcall' }, plain: (child: ASTNode) => string): string | undefined {
  const [name, receiver, args] = node.args;
  const names: string[] = [];
  let value = receiver;
  for (; value.op === '.?'; value = value.args[0]) names.unshift(JSON.stringify(value.args[1]));
  if (names.length === 0) return undefined;
  const selected = `${plain(value)}, [${names.join(', ')}]`;
  if (name === 'orValue' && args.length === 1) return `${SELECT}(${selected}, ${plain(args[0]!)})`;
  return name === 'hasValue' && args.length === 0 ? `${SELECTS}(${selected})` : undefined;
}

/** Within the body, so that running out stops the round: CEL goes on after an error on one side of a logical operator. */
function printLoop(node: ASTNode & { op: 'rcall' }, outer: (child: ASTNode) => string): string {
  const [name, over, [variable, ...bodies]] = node.args;
  const nodes = bodies.reduce((count, body) => count + [...walk(body)].length, 1);
  const [first, ...rest] = bodies.map((body) => print(body, true));
  return `${outer(over)}.${name}(${outer(variable!)}, ${[`${STEP}(${nodes}, ${first!})`, ...rest].join(', ')})`;
}
