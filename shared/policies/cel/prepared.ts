/**
 * Rewrites an expression before it is evaluated. The CEL library bounds the size of an expression but not the work of
 * its loops, so each round of a loop spends its steps first: `list.exists(x, P)` becomes `list.exists(x, step_(n, P))`.
 * Operations that build larger values spend steps for them before they do so. Within loops, and everywhere in an expression
 * that can build values of values, operations also spend steps for what they look through. Common operations are replaced by
 * their shortcuts (shortcuts.ts).
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { addMeters, JOIN, KNOWN_TRUE, MATCHES, SHORT, STEP, WEIGH, WEIGH_DEEP, WEIGH_PARTS } from './meters.ts';
import type { PatternEngine } from './regular-expressions.ts';
import type { Run } from './run.ts';
import { addShortcuts, AMONG, EQUALS, CONSTANT, isConstant, isPlainLiteral, MAP, SELECT, SELECTS } from './shortcuts.ts';
import { LOOPS, walk } from './syntax.ts';

/** A prepared expression is several times as long as the expression that was written. */
const LIMITS = { maxAstNodes: 20_000, maxDepth: 500, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8 };

/** Functions whose receiver or arguments are optionals or names; they do not look through values. */
const NOT_WEIGHED: ReadonlySet<string> = new Set(['bind', 'has', 'hasValue', 'none', 'of', 'or', 'orValue', 'value']);

/** Functions that read a part of a time. */
const TIME_PART = /^get[A-Z]/;

/** Functions that look through a whole policy document, or through all rules of a firewall. */
const OF_DOCUMENTS =
  /^(allows_|denies_|statements$|open_to_internet$|internet_rules$|oci_open_rules$|oci_statements$|security_rules_open$|open_security_rules$|acl_open_rules$|shown_)/;

/** The environment in which prepared expressions run. No function can be added to `environment` afterwards. */
export function preparedEnvironment(environment: Environment, run: Run): Environment {
  const prepared = environment.clone({ limits: LIMITS });
  addMeters(prepared, run);
  addShortcuts(prepared);
  return prepared;
}

/** Steps of a function that reads a part of a time in a time zone: it looks the zone up each time. */
const TIME_ZONE_STEPS = 250;

/** How an expression is rewritten. */
export interface Preparation {
  readonly engine: PatternEngine;
  /** Whether `filter` leaves out an element whose condition throws. It is for evidence, which shows the others that fail, as `exists` finds them. */
  readonly tolerant: boolean;
}

/** The rewritten expression, fully parenthesised. */
export const preparedText = (ast: ASTNode, preparation: Preparation): string =>
  print(ast, { ...preparation, metered: [...walk(ast)].some(buildsOfValues) });

interface How extends Preparation {
  /** Whether operations spend steps for what they look through. */
  readonly metered: boolean;
}

/** Whether the node gives a value a name, so that an expression can double it again and again. Without such a node, every value is as large as the resource or the expression. */
const buildsOfValues = (node: ASTNode): boolean => node.op === 'rcall' && (node.args[0] === 'bind' || node.args[0] === 'map');

const isLoop = (node: ASTNode): boolean =>
  node.op === 'rcall' && LOOPS.has(node.args[0]) && node.args[2].length > 1 && node.args[2][0]?.op === 'id';

const print = (node: ASTNode, how: How): string => (isConstant(node) ? `${CONSTANT}(${printed(node, how)})` : printed(node, how));

function printed(node: ASTNode, how: How): string {
  const plain = (child: ASTNode): string => print(child, how);
  const weighed =
    (by: string) =>
    (child: ASTNode): string =>
      how.metered && child.op !== 'value' ? `${by}(${plain(child)})` : plain(child);
  /** For operations that build a larger value. */
  const always =
    (by: string) =>
    (child: ASTNode): string =>
      child.op === 'value' ? plain(child) : `${by}(${plain(child)})`;
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
      if (name === 'duration') return `${name}(${args.map((arg) => `${SHORT}(${plain(arg)})`).join(', ')})`;
      if (name === 'bytes') return `${name}(${args.map(always(WEIGH_PARTS)).join(', ')})`;
      return `${name}(${args.map(argument).join(', ')})`;
    }
    case 'rcall': {
      if (isLoop(node)) return printLoop(node, how);
      const [name, receiver, args] = node.args;
      const selected = selection(node, plain);
      if (selected !== undefined) return selected;
      if (name === 'matches') return `${MATCHES[how.engine]}(${plain(receiver)}, ${args.map(plain).join(', ')})`;
      if (name === 'join') return `${JOIN}(${plain(receiver)}, ${args.length === 0 ? "''" : args.map(plain).join(', ')})`;
      if (name === 'split' || name === 'json') return `${always(WEIGH_PARTS)(receiver)}.${name}(${args.map(plain).join(', ')})`;
      const operand = NOT_WEIGHED.has(name) ? plain : weighed(WEIGH);
      if (TIME_PART.test(name) && args.length > 0)
        return `${STEP}(${TIME_ZONE_STEPS}, ${plain(receiver)}.${name}(${args.map(plain).join(', ')}))`;
      return `${operand(receiver)}.${name}(${args.map(operand).join(', ')})`;
    }
    case 'list':
      return `[${node.args.map(plain).join(', ')}]`;
    case 'map':
      return `${MAP}([${node.args.map(([key]) => plain(key)).join(', ')}], [${node.args.map(([, value]) => plain(value)).join(', ')}])`;
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
      // Comparing with a literal looks through no more than the literal.
      const operand = node.args.some(({ op }) => op === 'value') ? plain : weighed(WEIGH_DEEP);
      return `(${operand(node.args[0])} ${node.op} ${operand(node.args[1])})`;
    }
    case 'in':
      if (node.args[1].op === 'list' && node.args[1].args.every(isPlainLiteral))
        return `${AMONG}(${plain(node.args[0])}, ${printed(node.args[1], how)})`;
      return `(${plain(node.args[0])} in ${weighed(node.args[0].op === 'value' ? WEIGH : WEIGH_DEEP)(node.args[1])})`;
    case '<':
    case '<=':
    case '>':
    case '>=':
      // Comparing with a literal looks through no more than the literal.
      if (node.args.some(({ op }) => op === 'value')) return `(${plain(node.args[0])} ${node.op} ${plain(node.args[1])})`;
      return `(${weighed(WEIGH)(node.args[0])} ${node.op} ${weighed(WEIGH)(node.args[1])})`;
    case '+':
      return `(${always(WEIGH)(node.args[0])} + ${always(WEIGH)(node.args[1])})`;
    case '||':
    case '&&':
    case '-':
    case '*':
    case '/':
    case '%':
      return `(${plain(node.args[0])} ${node.op} ${plain(node.args[1])})`;
  }
}

/** The shortcut for `value.?A.?B.orValue(otherwise)` and `value.?A.?B.hasValue()`; undefined for any other node. */
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

/** The step is within the body because CEL continues after an error on one side of a logical operator; so running out of steps stops the round. */
function printLoop(node: ASTNode & { op: 'rcall' }, how: How): string {
  const [name, over, [variable, ...bodies]] = node.args;
  const nodes = bodies.reduce((count, body) => count + [...walk(body)].length, 1);
  const [first, ...rest] = bodies.map((body) => print(body, { ...how, metered: true }));
  const stepped = `${STEP}(${nodes}, ${first!})`;
  const condition = how.tolerant && name === 'filter' ? `${KNOWN_TRUE}(${stepped})` : stepped;
  return `${print(over, how)}.${name}(${print(variable!, how)}, ${[condition, ...rest].join(', ')})`;
}
