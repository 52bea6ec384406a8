/**
 * Makes an expression count its steps. The CEL library bounds the size of an expression, not the work that loops make
 * of it, so loops are rewritten to ask for their steps before each round: `list.exists(x, P)` becomes
 * `list.exists(x, step_(n) ? P : false)`. Within loops, what operations look through is counted as well.
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { judgePattern } from './regular-expressions.ts';
import type { Run } from './run.ts';
import { LOOPS, walk } from './syntax.ts';
import { deepWeight, weight } from './weights.ts';

/** Names that no user's expression can call: they exist in the environment of metered expressions only. */
const STEP = 'step_';
const WEIGH = 'weigh_';
const WEIGH_DEEP = 'weigh_deep_';
const MATCHES = 'matches_';

/** Backtracking is quicker than evaluating. */
const CHARACTERS_TRIED_A_STEP = 16;

/** Metered expressions are several times as long as what was written. */
const LIMITS = { maxAstNodes: 20_000, maxDepth: 500, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8 };

/** Whose receiver or arguments are optionals or names, not values to look through. */
const NOT_WEIGHED: ReadonlySet<string> = new Set(['bind', 'has', 'hasValue', 'none', 'of', 'or', 'orValue', 'value']);

/** They go through a whole policy document. */
const OF_DOCUMENTS = /^(allows_|denies_|statements$)/;

/** Closes `environment` to further functions. */
export function meteredEnvironment(environment: Environment, run: Run): Environment {
  const sync = { async: false } as object;
  const weighing = (weigh: (value: unknown) => number) => (value: unknown) => {
    run.spend(weigh(value));
    return value;
  };
  const patterns = new Map<string, { readonly regExp: RegExp; readonly power: number; readonly ways: number }>();
  const matches = (text: string, pattern: string): boolean => {
    let known = patterns.get(pattern);
    if (!known) {
      const judged = judgePattern(pattern);
      if ('problem' in judged) throw new TypeError(`The pattern ${judged.problem}`);
      patterns.set(pattern, (known = { regExp: new RegExp(pattern), ...judged }));
    }
    run.spend((known.ways * text.length ** known.power) / CHARACTERS_TRIED_A_STEP);
    return known.regExp.test(text);
  };
  return environment
    .clone({ limits: LIMITS })
    .registerFunction(`${STEP}(double): bool`, (steps: number) => run.spend(steps), sync)
    .registerFunction(`${WEIGH}(dyn): dyn`, weighing(weight), sync)
    .registerFunction(`${WEIGH_DEEP}(dyn): dyn`, weighing(deepWeight), sync)
    .registerFunction(`${MATCHES}(string, string): bool`, matches, sync);
}

/** The same expression with its steps counted, fully parenthesised; the text itself where nothing in it can run away. */
export const meteredText = (text: string, ast: ASTNode): string =>
  [...walk(ast)].some((node) => isLoop(node) || isMatch(node)) ? print(ast, false) : text;

const isLoop = (node: ASTNode): boolean =>
  node.op === 'rcall' && LOOPS.has(node.args[0]) && node.args[2].length > 1 && node.args[2][0]?.op === 'id';

const isMatch = (node: ASTNode): boolean => node.op === 'rcall' && node.args[0] === 'matches';

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
      const print_ = NOT_WEIGHED.has(name) ? plain : weighed(OF_DOCUMENTS.test(name) ? WEIGH_DEEP : WEIGH);
      return `${name}(${args.map(print_).join(', ')})`;
    }
    case 'rcall': {
      if (isLoop(node)) return printLoop(node, plain);
      const [name, receiver, args] = node.args;
      if (isMatch(node)) return `${MATCHES}(${plain(receiver)}, ${plain(args[0]!)})`;
      const print_ = NOT_WEIGHED.has(name) ? plain : weighed(WEIGH);
      return `${print_(receiver)}.${name}(${args.map(print_).join(', ')})`;
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
      const print_ = node.args.some(({ op }) => op === 'value') ? plain : weighed(WEIGH_DEEP);
      return `(${print_(node.args[0])} ${node.op} ${print_(node.args[1])})`;
    }
    case 'in':
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

/** A ternary, not `&&`: CEL goes on after an error on one side of a logical operator. */
function printLoop(node: ASTNode & { op: 'rcall' }, outer: (child: ASTNode) => string): string {
  const [name, over, [variable, ...bodies]] = node.args;
  const nodes = bodies.reduce((count, body) => count + [...walk(body)].length, 1);
  const step = `${STEP}(${nodes}.0)`;
  const [first, ...rest] = bodies.map((body) => print(body, true));
  const asked = name === 'map' && rest.length === 0 ? `${step}, ${first!}` : [`${step} ? ${first!} : false`, ...rest].join(', ');
  return `${outer(over)}.${name}(${outer(variable!)}, ${asked})`;
}
