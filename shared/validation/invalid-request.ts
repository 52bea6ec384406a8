/** Turns zod's errors into one clear sentence that names the field. */
import { z } from 'zod';
import { InvalidRequest } from '../errors.ts';
import { suggestion } from './nearest.ts';

/** `['accounts', 0, 'name']` → `accounts[0].name`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  );

/** `schema`: the schema that refused the input, from which the allowed names are taken. `whole`: the name of the input itself, such as `body`. */
export function invalidRequestOf(error: z.ZodError, schema: z.ZodType, whole: string): InvalidRequest {
  const issue = error.issues.map((each) => firstCause(each))[0]!;
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0]!;
    const allowed = keysAt(schema, issue.path);
    const field = pathOf([...issue.path, unknown.slice(0, 100)]);
    return new InvalidRequest(field, `${field}: unknown; allowed are ${allowed.join(', ')}.${suggestion(unknown, allowed)}`, allowed);
  }
  const field = pathOf(issue.path) || whole;
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : undefined;
  return new InvalidRequest(field, `${field}: ${sentence(messageOf(issue))}`, allowed);
}

/** Rewords zod's messages in terms of lists, texts and values. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'array') return `empty; give at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big' && issue.origin === 'array') return `too many; give at most ${String(issue.maximum)}`;
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1 ? 'empty; give a text' : `too short; give at least ${String(issue.minimum)} characters`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `too long; give at most ${String(issue.maximum)} characters`;
  if (issue.code === 'invalid_type')
    return issue.message.endsWith('received undefined')
      ? `missing; give a value of type ${issue.expected}`
      : `not of type ${issue.expected}`;
  return issue.message;
}

/** If a union refused the input, the issue of the option that matched deepest, which is the most helpful one. */
function firstCause(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length || rank(a) - rank(b))[0];
  return deepest ? firstCause({ ...deepest, path: [...issue.path, ...deepest.path] }) : issue;
}

/** Lower is more helpful: an issue with a value's content says more than one with its type. */
const rank = (issue: z.core.$ZodIssue): number => (issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 1 : 0);

const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`);

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = schema;
  for (const part of path) {
    at = unwrap(at);
    if (at instanceof z.ZodObject) at = at.shape[part as string];
    else if (at instanceof z.ZodArray) at = at.element;
  }
  at = unwrap(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
    ? unwrap(schema.unwrap())
    : schema;
}
