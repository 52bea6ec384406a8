/** Parts of managers' `diff`: pure comparisons of what is wanted with what is there. */
import type { Difference, Effect } from './manager.ts';
import type { Json } from './model.ts';

/** Nothing if the user leaves the field to the provider, or if the provider does not tell it. */
export function fieldDifference(
  path: string,
  then: Json | undefined,
  now: Json | undefined,
  effect: Effect = 'update',
): readonly Difference[] {
  return then === undefined || now === undefined || JSON.stringify(then) === JSON.stringify(now) ? [] : [{ path, now, then, effect }];
}

/** The same for a list whose order means nothing. */
export const setDifference = (
  path: string,
  then: readonly string[] | undefined,
  now: readonly string[] | undefined,
  effect: Effect = 'update',
): readonly Difference[] => fieldDifference(path, then?.toSorted(), now?.toSorted(), effect);

/** A version says as much as it has numbers: 16 is what any 16.x is. An older one is reached by `downgrade` alone. */
export function versionDifference(then: string | undefined, now: string | undefined, downgrade: Effect): readonly Difference[] {
  if (then === undefined || now === undefined) return [];
  const order = compareVersions(then, now);
  return order === 0 ? [] : [{ path: '/version', now, then, effect: order > 0 ? 'update' : downgrade }];
}

/** Compares as many numbers as the first version has. A number that is no digits, such as the rest of `5.0.6-beta`, counts by its digits. */
function compareVersions(asked: string, actual: string): number {
  const numbers = (text: string): readonly number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const there = numbers(actual);
  for (const [place, wanted] of numbers(asked).entries()) {
    const difference = wanted - (there[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first numbers of a version: `majorOf('16.4', 1)` is 16. */
export const majorOf = (text: string, numbers: number): string => text.split('.').slice(0, numbers).join('.');
