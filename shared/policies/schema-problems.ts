/** Turns what the schema refuses in a policy file into sentences: what came, what is allowed, what to do. */
import { z } from 'zod';
import { nearest, suggestion } from '../validation/nearest.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';
import { policySchema } from './policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

type Issue = z.core.$ZodIssue;

/** A key that the schema does not know. */

interface UnknownKey {
  /** Path of the map that holds the key. */
  readonly path: readonly PropertyKey[];
  readonly key: string;
  /** The missing field of the same map whose name is nearly the same; absent if there is none. */
  readonly meant?: string;
}

const SHOWN_CHARACTERS = 60;
/** A file with more unknown keys or problems than anyone reads is not looked at further, because each costs a search for the name that was meant. */
const MAX_LOOKED_AT = 50;

/** One problem for each thing that the author must change, the first 50 of each kind, in the order of the file. `data`: what the YAML holds. */
export function schemaProblems(all: readonly Issue[], data: unknown, source: PolicySource): readonly PolicyProblem[] {
  const issues = all.slice(0, MAX_LOOKED_AT);
  const [whole] = issues;
  if (whole?.path.length === 0 && whole.code === 'invalid_type')
    return [{ file: source.file, ...source.at([]), message: notAPolicy(data) }];
  const missing = issues.filter(({ path }) => path.length > 0 && valueAt(data, path) === undefined);
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.slice(0, MAX_LOOKED_AT).map((key) => unknownKey(issue.path, key, missing)) : [],
  );
  const problems = [
    ...unknown.map((each) => ({ ...source.atKey(each.path, each.key), message: unknownKeyText(each) })),
    ...issues
      .filter((issue) => issue.code !== 'unrecognized_keys' && !unknown.some((key) => isExplainedBy(issue, key)))
      .map((issue) => ({ ...source.at(issue.path), message: issueText(issue, valueAt(data, issue.path)) })),
  ];
  return problems.map((problem) => ({ file: source.file, ...problem })).toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function notAPolicy(data: unknown): string {
  const how = 'write one as docs/write-a-policy.md shows, or begin with what muster policies new writes';
  if (data === null || data === undefined) return `the file is empty; ${how}.`;
  // A file that is no policy may hold anything, such as a secret: its content is not printed.
  return `the file holds ${Array.isArray(data) ? 'a list' : typeof data === 'string' ? 'a text' : `a ${typeof data}`} and no policy; ${how}.`;
}

function unknownKey(path: readonly PropertyKey[], key: string, missing: readonly Issue[]): UnknownKey {
  const names = missing.filter((issue) => isWithin(issue.path, path)).map((issue) => String(issue.path.at(-1)));
  const meant = nearest(key, names)[0] ?? names.find((name) => letters(name) === letters(key));
  return { path, key, ...(meant !== undefined && { meant }) };
}

/** The letters of a name in order, so that `titel` equals `title`. */
const letters = (name: string): string => Array.from(name.toLowerCase()).toSorted().join('');

/** Whether a misspelt key causes the issue: the field is missing under its right name, or a rule about the map around it fails. */
const isExplainedBy = (issue: Issue, { path, meant }: UnknownKey): boolean =>
  (isWithin(issue.path, path) && issue.path.at(-1) === meant) || (issue.code === 'custom' && sameParts(issue.path, path));

const isWithin = (path: readonly PropertyKey[], map: readonly PropertyKey[]): boolean =>
  path.length > 0 && sameParts(path.slice(0, -1), map);

const sameParts = (a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

function unknownKeyText({ path, key, meant }: UnknownKey): string {
  const text = textOf({ code: 'unrecognized_keys', keys: [key], path: [...path], message: '' });
  return meant === undefined || text.includes('Did you mean') ? text : `${text} Did you mean ${meant}?`;
}

function issueText(issue: Issue, value: unknown): string {
  const field = invalidRequestOf(new z.ZodError([issue]), policySchema, 'policy').field;
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const near = typeof value === 'string' ? suggestion(value, allowed) : '';
    return `${field}: ${received(value)}; allowed are ${allowed.join(', ')}.${near}`;
  }
  if (issue.code === 'invalid_type') return `${field}: ${received(value)}; give ${TYPES[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_format' && issue.format === 'url') return `${field}: ${received(value)}; give a whole URL, with https://.`;
  if (issue.code === 'invalid_format' && issue.format === 'datetime')
    return `${field}: ${received(value)}; give a time in ISO 8601, such as 2026-01-01T00:00:00Z.`;
  return textOf(issue);
}

const textOf = (issue: Issue): string => invalidRequestOf(new z.ZodError([issue]), policySchema, 'policy').message;

const TYPES: Readonly<Partial<Record<string, string>>> = {
  string: 'a text',
  array: 'a list',
  object: 'its fields',
  record: 'values by name',
};

/** How a message calls the value that the file holds. */
function received(value: unknown): string {
  if (value === undefined) return 'missing';
  return value === null ? 'empty' : `${shown(value)} is not allowed here`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'a map';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let at = data;
  for (const part of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[part];
  }
  return at;
}
