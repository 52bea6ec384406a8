/**
 * Maps as the CEL library can read them. It tells a map by its `constructor`, which a member of that name hides; so an object that has one
 * becomes a Map, which the library reads like any other map. Tags and policy documents are written by anyone, so such members exist.
 */
import { setMember } from '../../members.ts';

const HIDING = 'constructor';

/** Levels of a value that are looked through. A deeper one would overflow the stack, and no policy gets there. */
const MAX_DEPTH = 500;

/** The values that `readable` made: Maps, and copies of the values around them. */
const made = new WeakSet<object>();

/** The value itself unless something within it has to become a Map; then a copy. The value must be JSON. */
export function readable(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return readableList(value, depth);
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    const read = readable(member, depth + 1);
    if (read !== member) setMember((copy ??= { ...value }), name, read);
  }
  if (Object.hasOwn(value, HIDING)) return noted(new Map(Object.entries(copy ?? value)));
  return copy ? noted(copy) : value;
}

function readableList(list: readonly unknown[], depth: number): unknown {
  let copy: unknown[] | undefined;
  for (const [index, element] of list.entries()) {
    const read = readable(element, depth + 1);
    if (read !== element) (copy ??= [...list])[index] = read;
  }
  return copy ? noted(copy) : list;
}

/** A map of an expression, which may name its members as it likes. */
export function mapOf(entries: readonly (readonly [unknown, unknown])[]): unknown {
  const map: Record<string, unknown> = {};
  for (const [name, value] of entries) setMember(map, String(name), value);
  const isMade = entries.some(([, value]) => value !== null && typeof value === 'object' && made.has(value));
  if (Object.hasOwn(map, HIDING)) return noted(new Map(Object.entries(map)));
  return isMade ? noted(map) : map;
}

/** Marks a copy of something that `readable` made. */
export function noted<T extends object>(copy: T): T {
  made.add(copy);
  return copy;
}

/** The value with objects for the Maps that `readable` made, for functions that read members by name. */
export function unwrapped(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || !made.has(value)) return value;
  if (Array.isArray(value)) return value.map(unwrapped);
  const object: Record<string, unknown> = {};
  for (const [name, member] of value instanceof Map ? (value as ReadonlyMap<string, unknown>) : Object.entries(value))
    setMember(object, name, unwrapped(member));
  return object;
}
