/** Reads values of items by path: `A.B[].C` through members, list elements and (`*`) values of maps. */
import type { Path } from './definition.ts';

/** `A.B[].C` → `['A', 'B', '[]', 'C']` */
export function stepsOf(path: Path): readonly string[] {
  const known = STEPS.get(path) ?? splitPath(path);
  STEPS.set(path, known);
  return known;
}
/** The cache cannot grow without limit: all paths come from definitions. */
const STEPS = new Map<Path, readonly string[]>();

const splitPath = (path: Path): readonly string[] =>
  path === '@' ? [] : path.split('.').flatMap((part) => (part.endsWith('[]') ? [part.slice(0, -2), '[]'] : [part]));

/** All values at the path; empty if a member on the way is missing. */
export function valuesAt(value: unknown, path: Path): readonly unknown[] {
  const found: unknown[] = [];
  collect(value, stepsOf(path), 0, found);
  return found;
}

/** Whether the path leads through a list or the values of a map, so that it may lead to several values. */
export const isMany = (path: Path): boolean => path.includes('[]') || path.includes('*');

/** The value at the path, undefined if there is none. For a path through `[]` or `*`, the list of all values there. */
export function valueAt(value: unknown, path: Path): unknown {
  const found = valuesAt(value, path);
  return isMany(path) ? found : found[0];
}

function collect(value: unknown, steps: readonly string[], at: number, found: unknown[]): void {
  const step = steps[at];
  if (step === undefined) found.push(value);
  else if (value === null || typeof value !== 'object') return;
  else if (step === '[]') {
    if (Array.isArray(value)) for (const element of value) collect(element, steps, at + 1, found);
  } else if (step === '*') for (const member of Object.values(value)) collect(member, steps, at + 1, found);
  else {
    const member = (value as Readonly<Record<string, unknown>>)[step];
    if (member !== undefined) collect(member, steps, at + 1, found);
  }
}

/**
 * A copy in which `replace` was applied to each value at the path. `replace` answers undefined to leave a member out.
 * A step without `[]` does not walk into lists.
 */
export function replacedAt(value: unknown, path: Path, replace: (found: unknown) => unknown): unknown {
  return replaced(value, stepsOf(path), 0, replace);
}

function replaced(value: unknown, steps: readonly string[], at: number, replace: (found: unknown) => unknown): unknown {
  const step = steps[at];
  if (step === undefined) return replace(value);
  if (value === null || typeof value !== 'object') return value;
  if (step === '[]') return Array.isArray(value) ? value.map((element) => replaced(element, steps, at + 1, replace)) : value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      if (step !== '*' && name !== step) return [[name, member]];
      const put = replaced(member, steps, at + 1, replace);
      return put === undefined ? [] : [[name, put]];
    }),
  );
}
