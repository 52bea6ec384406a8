/** Reads values of items by path: `A.B[].C` through members, list elements and (`*`) values of maps. */
import type { Path } from './definition.ts';

/** `A.B[].C` → `['A', 'B', '[]', 'C']` */
export const stepsOf = (path: Path): readonly string[] =>
  path === '@' ? [] : path.split('.').flatMap((part) => (part.endsWith('[]') ? [part.slice(0, -2), '[]'] : [part]));

/** All that the path leads to; what is missing on the way leads nowhere. */
export function valuesAt(value: unknown, path: Path): readonly unknown[] {
  return follow([value], stepsOf(path));
}

/** The one value at a path without `[]`; for a path through `[]`, the list of all values there. Undefined where it leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  const found = valuesAt(value, path);
  return path.includes('[]') || path.includes('*') ? found : found[0];
}

function follow(values: readonly unknown[], [step, ...rest]: readonly string[]): readonly unknown[] {
  if (step === undefined) return values;
  return follow(
    values.flatMap((value) => membersOf(value, step)),
    rest,
  );
}

function membersOf(value: unknown, step: string): readonly unknown[] {
  if (value === null || typeof value !== 'object') return [];
  if (step === '[]') return Array.isArray(value) ? value : [];
  if (step === '*') return Object.values(value);
  const member = (value as Readonly<Record<string, unknown>>)[step];
  return member === undefined ? [] : [member];
}

/**
 * A copy in which `replace` was applied to each value at the path. `replace` answers undefined to leave a member out.
 * A step without `[]` does not walk into lists.
 */
export function replacedAt(value: unknown, path: Path, replace: (found: unknown) => unknown): unknown {
  return replaced(value, stepsOf(path), replace);
}

function replaced(value: unknown, [step, ...rest]: readonly string[], replace: (found: unknown) => unknown): unknown {
  if (step === undefined) return replace(value);
  if (value === null || typeof value !== 'object') return value;
  if (step === '[]') return Array.isArray(value) ? value.map((element) => replaced(element, rest, replace)) : value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      if (step !== '*' && name !== step) return [[name, member]];
      const put = replaced(member, rest, replace);
      return put === undefined ? [] : [[name, put]];
    }),
  );
}
