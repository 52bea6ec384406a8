/** Turns zod's errors into one clear sentence that names the field. */
import { z } from 'zod';
import { InvalidRequest } from '../errors.ts';
import type { FieldProblem } from './field-problem.ts';
import { suggestion } from './nearest.ts';

/** `['accounts', 0, 'name']` → `accounts[0].name`. */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  );

/**
 * `schema`: the schema that refused the input, from which the allowed names are taken. `whole`: the name of the input itself, such as `body`. `input`: what was
 * refused, if the nearest of the allowed values may be named; the input itself is not repeated.
 */
export function invalidRequestOf(error: z.ZodError, schema: z.ZodType, whole: string, input?: unknown): InvalidRequest {
  const issue = error.issues.map((each) => firstCause(each))[0]!;
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0]!;
    const allowed = keysAt(schema, issue.path, input);
    const field = pathOf([...issue.path, unknown.slice(0, 100)]);
    return new InvalidRequest(field, `${field}: ${unknownText(unknown, allowed)}`, allowed);
  }
  const field = pathOf(issue.path) || whole;
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : undefined;
  return new InvalidRequest(field, `${field}: ${sentence(messageOf(issue, valueAt(input, issue.path)))}`, allowed);
}

const unknownText = (key: string, allowed: readonly string[]): string =>
  allowed.length === 0
    ? 'unknown; there are none, so leave it out.'
    : `unknown; allowed are ${allowed.join(', ')}.${suggestion(key, allowed)}`;

/**
 * A problem for each issue, with the value that came, as `shownValue` gives it. The fields of the problems begin with `whole`.
 * @param shownValue what is told of a value; undefined to tell nothing of it
 */
export function fieldProblemsOf(
  issues: readonly z.core.$ZodIssue[],
  { schema, whole, input, shownValue }: FieldsOptions,
): readonly FieldProblem[] {
  return issues.flatMap((each): readonly FieldProblem[] => {
    const issue = firstCause(each);
    if (issue.code === 'unrecognized_keys') {
      const allowed = keysAt(schema, issue.path, input);
      return issue.keys.map((key) => {
        const field = pathOf([whole, ...issue.path, key.slice(0, 100)]);
        return { field, message: `${field}: ${unknownText(key, allowed)}`, allowed };
      });
    }
    const field = pathOf([whole, ...issue.path]);
    const value = valueAt(input, issue.path);
    const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : discriminatorsOf(issue, schema);
    const came = value === undefined ? undefined : shownValue(value, issue);
    const text = issue.code === 'invalid_key' ? messageOf(issue.issues[0] ?? issue, issue.path.at(-1)) : messageOf(issue, value);
    return [
      {
        field,
        message: `${field}: ${came === undefined ? '' : `${came} came: `}${sentence(text)}${hintOf(issue, value, allowed)}`,
        ...(allowed && { allowed }),
      },
    ];
  });
}

/** The values by which a union knows its options, if none of them came. Only a union at the top is looked at. */
function discriminatorsOf(issue: z.core.$ZodIssue, schema: unknown): readonly string[] | undefined {
  const key = issue.code === 'invalid_union' && issue.path.length === 1 ? String(issue.path[0]) : undefined;
  const union = unwrap(schema);
  if (key === undefined || !(union instanceof z.ZodDiscriminatedUnion)) return undefined;
  return union.options.flatMap((option): readonly string[] => {
    const values: unknown = option instanceof z.ZodObject ? option.shape[key] : undefined;
    if (values instanceof z.ZodEnum) return values.options.map(String);
    return values instanceof z.ZodLiteral ? [...values.values].map(String) : [];
  });
}

const hintOf = ({ code }: z.core.$ZodIssue, value: unknown, allowed: readonly string[] = []): string =>
  code === 'invalid_union' && typeof value === 'string' ? suggestion(value, allowed) : '';

interface FieldsOptions {
  readonly schema: z.ZodType;
  readonly whole: string;
  readonly input: unknown;
  readonly shownValue: (value: unknown, issue: z.core.$ZodIssue) => string | undefined;
}

/** The first problem, as the end of a sentence that begins with the field: `settings.auth: not one of auto, config; write one of them`. */
export function problemText(error: z.ZodError, input?: unknown): string {
  const issue = error.issues.map((each) => firstCause(each))[0]!;
  const field = pathOf(issue.path);
  const text = issue.code === 'unrecognized_keys' ? `there is no ${issue.keys.join(', ')}` : messageOf(issue, valueAt(input, issue.path));
  return field === '' ? text : `${field}: ${text}`;
}

/** The member of the input at the path; undefined if there is none. */
export const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === String(part))?.[1] : undefined),
    input,
  );

/** Rewords zod's messages in terms of lists, texts and values. The schemas' own messages stay. */
function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value' && /^Invalid (?:option|input)/.test(issue.message)) {
    const allowed = issue.values.map(String);
    const near = typeof value === 'string' ? suggestion(value, allowed) : '';
    return allowed.length === 1 ? `write ${allowed[0]!}` : `not one of the values that are allowed; write ${allowed.join(' or ')}.${near}`;
  }
  if (issue.code === 'invalid_union' && 'options' in issue && issue.message.startsWith('Invalid discriminator value'))
    return `not one of the values that are allowed; write ${(issue.options ?? []).map(String).join(' or ')}.`;
  if (issue.code === 'too_small' && isNumber(issue.origin)) return `too small; give ${String(issue.minimum)} or more`;
  if (issue.code === 'too_big' && isNumber(issue.origin)) return `too large; give ${String(issue.maximum)} or less`;
  if (issue.code === 'invalid_format' && issue.message.startsWith('Invalid '))
    return issue.format === 'regex' && issue.pattern !== undefined
      ? `not of the form that is expected; write a text that matches ${issue.pattern}`
      : `not of the form that is expected (${issue.format}); write one that is`;
  if (issue.code === 'too_small' && issue.origin === 'array') return `empty; give at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big' && issue.origin === 'array') return `too many; give at most ${String(issue.maximum)}`;
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1 ? 'empty; give a text' : `too short; give at least ${String(issue.minimum)} characters`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `too long; give at most ${String(issue.maximum)} characters`;
  if (issue.code === 'invalid_type')
    return issue.message.endsWith('received undefined')
      ? `missing; give ${typeText(issue.expected)}`
      : `not of the type that is expected; give ${typeText(issue.expected)}`;
  return issue.message;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);

/** Names a type of zod's in the words of those who write JSON and YAML. */
const typeText = (type: string): string => TYPES.get(type) ?? `a value of type ${type}`;

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int' || origin === 'bigint';

/** If a union refused the input, the issue of the option that matched deepest, which is the most helpful one. */
function firstCause(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length || rank(a) - rank(b))[0];
  return deepest ? firstCause({ ...deepest, path: [...issue.path, ...deepest.path] }) : issue;
}

/** Lower is more helpful: an issue with a value's content says more than one with its type. */
const rank = (issue: z.core.$ZodIssue): number => (issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 1 : 0);

const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`);

function keysAt(schema: unknown, path: readonly PropertyKey[], input: unknown): readonly string[] {
  const [part, ...rest] = path;
  const at = unwrap(schema);
  if (at instanceof z.ZodUnion) return [...new Set(optionsFor(at, input).flatMap((option) => keysAt(option, path, input)))];
  if (part === undefined) return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
  const member = valueAt(input, [part]);
  if (at instanceof z.ZodObject) return keysAt(at.shape[String(part)], rest, member);
  if (at instanceof z.ZodArray) return keysAt(at.element, rest, member);
  return at instanceof z.ZodRecord ? keysAt(at.valueType, rest, member) : [];
}

/** The option that the input has chosen by its discriminator, or all of them. */
function optionsFor(union: z.ZodUnion, input: unknown): readonly z.core.SomeType[] {
  if (!(union instanceof z.ZodDiscriminatedUnion)) return union.options;
  const { discriminator } = union.def;
  const chosen = union.options.filter(
    (option) => option instanceof z.ZodObject && z.safeParse(option.shape[discriminator], valueAt(input, [discriminator])).success,
  );
  return chosen.length > 0 ? chosen : union.options;
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
    ? unwrap(schema.unwrap())
    : schema;
}
