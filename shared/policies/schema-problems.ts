/** From what the schema refuses in a policy file to sentences: what came, what is allowed, what to do. */
import { z } from 'zod';
import { nearest, suggestion } from '../validation/nearest.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';
import { policySchema } from './policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

type Issue = z.core.$ZodIssue;

/** One key that the schema does not know, and what it says of the map around it. */
interface UnknownKey {
  readonly path: readonly PropertyKey[];
  readonly key: string;
  /** The missing field that it must have been meant for. */
  readonly meant?: string;
}

const SHOWN_CHARACTERS = 60;

/** In the order of the file; one for each thing to mend. `data` is what the file holds. */
export function schemaProblems(issues: readonly Issue[], data: unknown, source: PolicySource): readonly PolicyProblem[] {
  const [whole] = issues;
  if (whole?.path.length === 0 && whole.code === 'invalid_type')
    return [{ file: source.file, ...source.at([]), message: notAPolicy(data) }];
  const missing = issues.filter(({ path }) => path.length > 0 && valueAt(data, path) === undefined);
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(issue.path, key, missing)) : [],
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
  return data === null || data === undefined ? `the file is empty; ${how}.` : `the file holds ${shown(data)} and no policy; ${how}.`;
}

function unknownKey(path: readonly PropertyKey[], key: string, missing: readonly Issue[]): UnknownKey {
  const names = missing.filter((issue) => isWithin(issue.path, path)).map((issue) => String(issue.path.at(-1)));
  const meant = nearest(key, names)[0] ?? names.find((name) => letters(name) === letters(key));
  return { path, key, ...(meant !== undefined && { meant }) };
}

/** `titel` is `title` to whoever types fast. */
const letters = (name: string): string => Array.from(name.toLowerCase()).toSorted().join('');

/** A misspelt field is missing under its name, and what is asked of the map around it may not hold for that reason. */
const isExplainedBy = (issue: Issue, { path, meant }: UnknownKey): boolean =>
  (isWithin(issue.path, path) && issue.path.at(-1) === meant) || (issue.code === 'custom' && sameParts(issue.path, path));

const isWithin = (path: readonly PropertyKey[], map: readonly PropertyKey[]): boolean =>
  path.length > 0 && sameParts(path.slice(0, -1), map);

const sameParts = (a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

function unknownKeyText({ path, key, meant }: UnknownKey): string {
  const said = saidOf({ code: 'unrecognized_keys', keys: [key], path: [...path], message: '' });
  return meant === undefined || said.includes('Did you mean') ? said : `${said} Did you mean ${meant}?`;
}

function issueText(issue: Issue, value: unknown): string {
  const field = invalidRequestOf(new z.ZodError([issue]), policySchema, 'policy').field;
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const near = typeof value === 'string' ? suggestion(value, allowed) : '';
    return `${field}: ${came(value)}; allowed are ${allowed.join(', ')}.${near}`;
  }
  if (issue.code === 'invalid_type') return `${field}: ${came(value)}; give ${TYPES[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_format' && issue.format === 'url') return `${field}: ${came(value)}; give a whole URL, with https://.`;
  if (issue.code === 'invalid_format' && issue.format === 'datetime')
    return `${field}: ${came(value)}; give a time as ISO 8601 has it, such as 2026-01-01T00:00:00Z.`;
  return saidOf(issue);
}

const saidOf = (issue: Issue): string => invalidRequestOf(new z.ZodError([issue]), policySchema, 'policy').message;

const TYPES: Readonly<Partial<Record<string, string>>> = {
  string: 'a text',
  array: 'a list',
  object: 'its fields',
  record: 'values by name',
};

function came(value: unknown): string {
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
