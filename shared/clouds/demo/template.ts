/**
 * Compiles templates of samples, with the structure operators of JSON-e (https://json-e.js.org) and CEL's expressions. A template
 * is compiled once, into functions that make its values.
 */
import { compileExpression, isTaken, problemOf, Scope } from './expressions.ts';

/** Makes a value from the variables in scope; undefined if the member or element is left out. */
export type Make = (scope: Scope) => unknown;

/** A template without expressions is made once and returns the same value each time, which the caller must not change. */
type Template = { readonly constant: unknown } | { readonly make: Make };

/** @throws Error beginning with `where` and the member: `ec2/samples.yaml, AWS::EC2::VPC, sample data, config.Tags: …` */
export const compileTemplate = (value: unknown, where: string): Make => makerOf(compile(value, where));

const makerOf = (template: Template): Make => ('make' in template ? template.make : () => template.constant);

function compile(value: unknown, where: string): Template {
  if (typeof value === 'string') return compileText(value, where);
  if (value === null || typeof value !== 'object') return { constant: value };
  if (Array.isArray(value)) return compileList(value, where);
  const operator = Object.keys(value).find((key) => key.startsWith('$'));
  if (operator === undefined) return compileObject(value as Members, where);
  const known = OPERATORS[operator];
  if (!known) throw new Error(`${where}: There is no operator ${operator}, only ${Object.keys(OPERATORS).join(', ')}.`);
  return { make: known(value as Members, where) };
}

type Members = Readonly<Record<string, unknown>>;

function compileObject(members: Members, where: string): Template {
  const compiled = Object.entries(members).map(([name, member]) => [name, compile(member, `${where}.${name}`)] as const);
  if (compiled.every(([, template]) => 'constant' in template)) return { constant: members };
  const makers = compiled.map(([name, template]) => [name, makerOf(template)] as const);
  return {
    make: (scope) => {
      const made: Record<string, unknown> = {};
      for (const [name, make] of makers) {
        const member = make(scope);
        if (member !== undefined) made[name] = member;
      }
      return made;
    },
  };
}

function compileList(elements: readonly unknown[], where: string): Template {
  const compiled = elements.map((element, index) => compile(element, `${where}[${index}]`));
  if (compiled.every((template) => 'constant' in template)) return { constant: elements };
  const makers = compiled.map(makerOf);
  return { make: (scope) => makers.map((make) => make(scope)).filter((element) => element !== undefined) };
}

/** Compiles a text with expressions in it: `a ${expression} text`. */
function compileText(text: string, where: string): Template {
  const parts = partsOf(text, where);
  if (parts.every((part) => typeof part === 'string')) return { constant: text };
  const makers = parts.map((part): Make => (typeof part === 'string' ? () => part : textOf(part.expression, where)));
  return { make: (scope) => makers.reduce((made, make) => `${made}${make(scope) as string}`, '') };
}

function partsOf(text: string, where: string): readonly (string | { readonly expression: string })[] {
  const parts: (string | { readonly expression: string })[] = [];
  let rest = text;
  for (;;) {
    const start = rest.indexOf('${');
    if (start === -1) return rest === '' && parts.length > 0 ? parts : [...parts, rest];
    const end = endOfExpression(rest, start + 2);
    if (end === undefined) throw new Error(`${where}: In ${JSON.stringify(text)} a \${ has no } that ends it.`);
    if (start > 0) parts.push(rest.slice(0, start));
    parts.push({ expression: rest.slice(start + 2, end) });
    rest = rest.slice(end + 1);
  }
}

/** The position of the `}` that ends the expression: it is in no string of the expression and closes no `{` inside of it. */
function endOfExpression(text: string, start: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth++;
    else if (character === '}' && depth-- === 0) return at;
  }
  return undefined;
}

function textOf(expression: string, where: string): Make {
  const make = evaluated(expression, where);
  return (scope) => {
    const value = make(scope);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new Error(`${where}: \${${expression}} is ${kindOf(value)}; only texts, numbers, true and false are written into a text.`);
  };
}

function evaluated(expression: unknown, where: string): Make {
  if (typeof expression !== 'string') throw new Error(`${where}: An expression is a text, not ${kindOf(expression)}.`);
  const fail = (error: unknown): never => {
    throw new Error(`${where}: In ${JSON.stringify(expression)}: ${problemOf(error)}.`, { cause: error });
  };
  try {
    const evaluate = compileExpression(expression);
    return (scope) => {
      try {
        return evaluate(scope);
      } catch (error) {
        return fail(error);
      }
    };
  } catch (error) {
    return fail(error);
  }
}

/** Compiles an expression whose value must be true or false. */
export function compileCondition(expression: unknown, where: string): (scope: Scope) => boolean {
  const make = evaluated(expression, where);
  return (scope) => {
    const value = make(scope);
    if (typeof value === 'boolean') return value;
    throw new Error(`${where}: The condition ${JSON.stringify(expression)} is ${kindOf(value)}; it must be true or false.`);
  };
}

export function compileElements(value: unknown, where: string): (scope: Scope) => readonly unknown[] {
  const make = compileTemplate(value, where);
  return (scope) => {
    const made = make(scope);
    if (Array.isArray(made)) return made;
    throw new Error(`${where}: This must be a list; it is ${kindOf(made)}.`);
  };
}

/** Compiles variables, to be added to a scope. Each may name those before it. */
export function compileVariables(variables: unknown, where: string): (scope: Scope) => void {
  const steps = Object.entries(variables as Members).map(([name, value]) => {
    refuseTaken(name, where);
    return [name, compileTemplate(value, `${where}.${name}`)] as const;
  });
  return (scope) => {
    for (const [name, make] of steps) scope.set(name, make(scope));
  };
}

const OPERATORS: Readonly<Record<string, (members: Members, where: string) => Make>> = {
  $eval: ({ $eval, ...rest }, where) => {
    refuseOthers(rest, where);
    return evaluated($eval, where);
  },
  $if: ({ $if, then, else: otherwise, ...rest }, where) => {
    refuseOthers(rest, where);
    const holds = compileCondition($if, where);
    const one = compileTemplate(then, where);
    const other = compileTemplate(otherwise, where);
    return (scope) => (holds(scope) ? one(scope) : other(scope));
  },
  $let: ({ $let, in: body, ...rest }, where) => {
    refuseOthers(rest, where);
    const addVariables = compileVariables($let, where);
    const make = compileTemplate(body, where);
    return (scope) => {
      const inner = new Scope(scope);
      addVariables(inner);
      return make(inner);
    };
  },
  $map: ({ $map, ...rest }, where) => {
    const [[key, body] = ['', undefined], ...others] = Object.entries(rest);
    const [, name] = /^each\((\w+)\)$/.exec(key) ?? [];
    if (name === undefined) throw new Error(`${where}: $map takes its template under each(x), not under ${JSON.stringify(key)}.`);
    refuseOthers(Object.fromEntries(others), where);
    refuseTaken(name, where);
    const elements = compileElements($map, where);
    const make = compileTemplate(body, where);
    return (scope) =>
      elements(scope).flatMap((element) => {
        const made = make(new Scope(scope).set(name, element));
        return made === undefined ? [] : [made];
      });
  },
  $flatten: ({ $flatten, ...rest }, where) => {
    refuseOthers(rest, where);
    const elements = compileElements($flatten, where);
    return (scope) => elements(scope).flat();
  },
};

function refuseTaken(name: string, where: string): void {
  if (isTaken(name)) throw new Error(`${where}: CEL has a meaning of its own for ${name}: give the variable another name.`);
}

function refuseOthers(members: Members, where: string): void {
  const [other] = Object.keys(members);
  if (other !== undefined) throw new Error(`${where}: ${other} does not belong beside the operator.`);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'left out';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object';
}
