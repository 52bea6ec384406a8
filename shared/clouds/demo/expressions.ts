/** Expressions of samples: CEL, as in policies, with the functions that docs/samples.md lists. Each text is compiled once. */
import { Environment, EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';

/** The variables and functions that an expression may name: the scope's own, and those of the scope around it. */
export class Scope extends Map<string, unknown> {
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    super();
    this.#outer = outer;
  }

  static of(variables: Readonly<Record<string, unknown>>, outer?: Scope): Scope {
    const made = new Scope(outer);
    for (const [name, value] of Object.entries(variables)) made.set(name, value);
    return made;
  }

  override get(name: string): unknown {
    const own = super.get(name);
    return own === undefined ? this.#outer?.get(name) : own;
  }
}

/** @throws EvaluationError, or what a function throws */
export type Evaluate = (scope: Scope) => unknown;

/** Each function's number of arguments and the type of its result. The scope holds the function under the same name. */
const FUNCTIONS: Readonly<Record<string, readonly [parameters: number, answers: string]>> = {
  chance: [2, 'bool'],
  integer: [3, 'double'],
  pick: [2, 'dyn'],
  hex: [2, 'string'],
  base32: [2, 'string'],
  uuid: [1, 'string'],
  ec2Id: [2, 'string'],
  iamId: [2, 'string'],
  today: [2, 'bool'],
  fault: [3, 'bool'],
  fixed: [3, 'bool'],
  noted: [3, 'bool'],
  tags: [2, 'list'],
  tagMap: [2, 'map'],
  tagsOf: [3, 'list'],
  daysBefore: [1, 'string'],
  later: [2, 'string'],
  milliseconds: [1, 'double'],
  epochSeconds: [1, 'string'],
  range: [2, 'list<double>'],
  orNull: [1, 'dyn'],
  letter: [1, 'string'],
  pairs: [1, 'string'],
  base64OfHex: [1, 'string'],
};

/** Arithmetic between whole numbers (literals, bigint) and other numbers (variables, number), which CEL itself does not mix. */
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '%': (a, b) => a % b,
};

/** The scope of the current evaluation, which provides the functions. Evaluation is synchronous and never nested. */
let current = new Scope();

const environment = createEnvironment();
const compiled = new Map<string, Evaluate>();

function createEnvironment(): Environment {
  const made = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  for (const [name, [parameters, answers]] of Object.entries(FUNCTIONS)) {
    const handler = (...given: readonly unknown[]): unknown =>
      (current.get(name) as (...values: unknown[]) => unknown)(...given.map(asNumbers));
    // Without `async: false`, the library prepares each call for a promise.
    made.registerFunction(`${name}(${Array(parameters).fill('dyn').join(', ')}): ${answers}`, handler, { async: false } as object);
  }
  for (const [operator, calculate] of Object.entries(ARITHMETIC)) {
    const handler = (a: number | bigint, b: number | bigint): number => calculate(Number(a), Number(b));
    made.registerOperator(`double ${operator} int: double`, handler).registerOperator(`int ${operator} double: double`, handler);
  }
  return made.registerOperator('double % double: double', ARITHMETIC['%'] as (a: number, b: number) => number);
}

/** Names in the text are looked up only at evaluation. @throws ParseError for a text that is no expression */
export function compileExpression(text: string): Evaluate {
  const known = compiled.get(text);
  if (known) return known;
  const made = evaluator(text);
  compiled.set(text, made);
  return made;
}

/** True if CEL itself defines the name, so that no variable may have it: `type`, `list`, `string`. */
export const isTaken = (name: string): boolean => environment.hasVariable(name);

function evaluator(text: string): Evaluate {
  const parsed = environment.parse(text);
  const { ast } = parsed;
  return (scope) => {
    // Most expressions are a variable's name: they need no evaluation.
    const variable = ast.op === 'id' ? scope.get(ast.args) : undefined;
    if (variable !== undefined) return variable;
    current = scope;
    return asNumbers(parsed(scope));
  };
}

/** Converts whole numbers, also those in a list literal, from bigint to JSON's numbers. */
function asNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return Array.isArray(value) && typeof value[0] === 'bigint' ? value.map(Number) : value;
}

/** The error's message about an expression, without the source excerpt that the library adds. */
export function problemOf(error: unknown): string {
  if (error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError) return error.summary;
  return error instanceof Error ? error.message : String(error);
}
