/** A total order of JSON values, and sorted copies of objects and lists. */

import { setMember } from '../members.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A copy whose members are sorted by name (code units). Each value is what `canonical` returns for it; a member is left out if that is undefined. */
export function canonicalObject(value: Json, canonical: (name: string, member: unknown) => unknown): Json {
  const copy: Record<string, unknown> = {};
  for (const name of sortedNames(value)) {
    const member = canonical(name, value[name]);
    if (member !== undefined) setMember(copy, name, member);
  }
  return copy;
}

function sortedNames(value: Json): readonly string[] {
  const names = Object.keys(value);
  for (let place = 1; place < names.length; place++) if (names[place - 1]! > names[place]!) return names.toSorted();
  return names;
}

/** A copy in which the members of every object, and the elements of every list, are sorted. */
export function canonicalValue(value: unknown): unknown {
  if (Array.isArray(value)) return sortedSet(value.map(canonicalValue));
  return isObject(value) ? canonicalObject(value, (_name, member) => canonicalValue(member)) : value;
}

/** The sorted list. `list` must hold canonical values; it is returned itself if it is sorted already. */
export function sortedSet(list: readonly unknown[]): readonly unknown[] {
  for (let place = 1; place < list.length; place++)
    if (compareValues(list[place - 1], list[place]) > 0) return list.toSorted(compareValues);
  return list;
}

/**
 * Negative, zero or positive if `a` sorts before, with or after `b`. The order is: null, booleans, numbers, strings by code unit, lists,
 * objects. Only equal values give zero. Objects must have sorted members.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (Array.isArray(a)) return compareLists(a, b as readonly unknown[]);
  if (isObject(a)) return compareObjects(a, b as Json);
  return Number(a) - Number(b);
}

const SCALARS: readonly string[] = ['boolean', 'number', 'string'];

function rankOf(value: unknown): number {
  if (value === null || value === undefined) return 0;
  const scalar = SCALARS.indexOf(typeof value);
  return scalar >= 0 ? 1 + scalar : Array.isArray(value) ? 4 : 5;
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let place = 0; place < a.length && place < b.length; place++) {
    const order = compareValues(a[place], b[place]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: Json, b: Json): number {
  const [namesOfA, namesOfB] = [Object.keys(a), Object.keys(b)];
  for (let place = 0; place < namesOfA.length && place < namesOfB.length; place++) {
    const [nameOfA, nameOfB] = [namesOfA[place]!, namesOfB[place]!];
    if (nameOfA !== nameOfB) return nameOfA < nameOfB ? -1 : 1;
    const order = compareValues(a[nameOfA], b[nameOfA]);
    if (order !== 0) return order;
  }
  return namesOfA.length - namesOfB.length;
}
