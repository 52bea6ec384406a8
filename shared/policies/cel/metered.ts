/**
 * Makes an expression count its steps. The CEL library bounds the size of an expression, not the work that loops make
 * of it, so each round of a loop is made to ask for its steps first: `list.exists(x, P)` becomes
 * `list.exists(x, step_(n, P))`. Within loops, what operations look through is counted as well.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { AMONG, MATCHES, STEP, WEIGH, WEIGH_DEEP } from './meters.ts';
import { LOOPS, walk } from './syntax.ts';

/** Whose receiver or arguments are optionals or names, not values to look through. */
const NOT_WEIGHED: ReadonlySet<string> = new Set(['bind', 'has', 'hasValue', 'none', 'of', 'or', 'orValue', 'value']);

/** They go through a whole policy document. */
const OF_DOCUMENTS = /^(allows_|denies_|statements$)/;

/** The same expression, fully parenthesised, for the environment that has the meters. */
export const meteredText = (ast: ASTNode): string => print(ast, false);

const isLoop = (node: ASTNode): boolean =>
  node.op === 'rcall' && LOOPS.has(node.args[0]) && node.args[2].length > 1 && node.args[2][0]?.op === 'id';

const isLiteral = ({ op, args }: ASTNode): boolean => op === 'value' && !(args instanceof Uint8Array);

const isLiteralList = (node: ASTNode): boolean => node.op === 'list' && node.args.every(isLiteral);

function print(node: ASTNode, inLoop: boolean): string {
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
      const printed = NOT_WEIGHED.has(name) ? plain : weighed(OF_DOCUMENTS.test(name) ? WEIGH_DEEP : WEIGH);
      return `${name}(${args.map(printed).join(', ')})`;
    }
    case 'rcall': {
      if (isLoop(node)) return printLoop(node, plain);
      const [name, receiver, args] = node.args;
      if (name === 'matches') return `${MATCHES}(${plain(receiver)}, ${args.map(plain).join(', ')})`;
      const printed = NOT_WEIGHED.has(name) ? plain : weighed(WEIGH);
      return `${printed(receiver)}.${name}(${args.map(printed).join(', ')})`;
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
      // Comparing with a literal looks no further than the literal.
      const printed = node.args.some(({ op }) => op === 'value') ? plain : weighed(WEIGH_DEEP);
      return `(${printed(node.args[0])} ${node.op} ${printed(node.args[1])})`;
    }
    case 'in':
      if (isLiteralList(node.args[1])) return `${AMONG}(${plain(node.args[0])}, ${plain(node.args[1])})`;
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

/** Within the body, so that running out stops the round: CEL goes on after an error on one side of a logical operator. */
function printLoop(node: ASTNode & { op: 'rcall' }, outer: (child: ASTNode) => string): string {
  const [name, over, [variable, ...bodies]] = node.args;
  const nodes = bodies.reduce((count, body) => count + [...walk(body)].length, 1);
  const [first, ...rest] = bodies.map((body) => print(body, true));
  return `${outer(over)}.${name}(${outer(variable!)}, ${[`${STEP}(${nodes}, ${first!})`, ...rest].join(', ')})`;
}
