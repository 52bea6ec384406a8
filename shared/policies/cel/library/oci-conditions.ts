/** Reads the conditions of policy statements of OCI: `all { request.region = 'phx', target.group.name != 'Administrators' }`. */
import { globsMeet } from './globs.ts';
import { type TokenReader, Unreadable } from './oci-tokens.ts';

/** One comparison, in lower case. */
export interface Term {
  readonly variable: string;
  /** `=`, `!=`, `in`, `not in`; `before`, `after` and `between` for times. */
  readonly operator: string;
  /** A value between slashes is a pattern, in which `*` stands for any text. */
  readonly values: readonly string[];
}

/** The condition holds if every term of one of the alternatives does. No condition is one alternative without terms. */
export type Alternatives = readonly (readonly Term[])[];

/** A condition of `all` over many `any` has the product of their alternatives. */
const MOST_ALTERNATIVES = 1000;

/** @throws Unreadable if it does not have the form that OCI's documentation gives */
export function alternativesOf(reader: TokenReader): Alternatives {
  const alternatives = conditionOf(reader);
  if (!reader.ended) throw new Unreadable(`'${reader.rest()}' follows its condition`);
  return alternatives;
}

function conditionOf(reader: TokenReader): Alternatives {
  if (reader.take('any')) return membersOf(reader).flat();
  if (!reader.take('all')) return [[termOf(reader)]];
  return membersOf(reader).reduce<Alternatives>(
    (product, member) => {
      if (product.length * member.length > MOST_ALTERNATIVES) throw new Unreadable('its condition has too many alternatives');
      return product.flatMap((left) => member.map((right) => [...left, ...right]));
    },
    [[]],
  );
}

function membersOf(reader: TokenReader): readonly Alternatives[] {
  if (!reader.take('{')) throw new Unreadable("'any' and 'all' need conditions in braces");
  const members: Alternatives[] = [];
  do members.push(conditionOf(reader));
  while (reader.take(','));
  if (!reader.take('}')) throw new Unreadable('its conditions in braces do not end');
  return members;
}

function termOf(reader: TokenReader): Term {
  const variable = reader.name();
  for (const operator of ['=', '!=', 'before', 'after']) {
    if (reader.take(operator)) return { variable, operator, values: [reader.name()] };
  }
  if (reader.take('between')) {
    const from = reader.name();
    if (!reader.take('and')) throw new Unreadable("'between' needs two values");
    return { variable, operator: 'between', values: [from, reader.name()] };
  }
  const operator = reader.take('not') ? 'not in' : 'in';
  if (!reader.take('in') || !reader.take('(')) throw new Unreadable(`the comparison of ${variable} is not known`);
  const values: string[] = [];
  do values.push(reader.name());
  while (reader.take(','));
  if (!reader.take(')')) throw new Unreadable('its list of values does not end');
  return { variable, operator, values };
}

/** Whether the value of a term, which may be a pattern, matches the text. Both are in lower case. */
export function textMatches(value: string, text: string): boolean {
  const pattern = /^\/(.*)\/$/.exec(value)?.[1];
  return pattern === undefined ? value === text : globsMeet(pattern, text);
}
