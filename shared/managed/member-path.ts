/** Members of a configuration by their paths: lists of names, or JSON Pointers (RFC 6901). */
import type { Json, JsonObject } from './model.ts';

/** `/environment/A~1B` → `['environment', 'A/B']`. */
export const pointerParts = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerOf = (path: readonly string[]): string =>
  path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Undefined if there is no such member. */
export function memberAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return undefined;
  return memberAt(Object.entries(value).find(([key]) => key === first)?.[1], rest);
}

/** A copy with the member. Objects on the way are made if they are absent; `path` must not lead through anything else. */
export function withMember(value: JsonObject, path: readonly string[], member: Json): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (rest.length === 0) return { ...value, [first]: member };
  const below = Object.hasOwn(value, first) ? value[first] : undefined;
  if (Array.isArray(below)) return { ...value, [first]: withElement(below, rest, member) };
  // It is an object or absent: `path` leads through nothing else.
  return { ...value, [first]: withMember((below ?? {}) as JsonObject, rest, member) };
}

function withElement(list: readonly Json[], [first, ...rest]: readonly string[], member: Json): readonly Json[] {
  return list.map((each, place) => {
    if (String(place) !== first) return each;
    if (rest.length === 0) return member;
    // As above.
    return Array.isArray(each) ? withElement(each, rest, member) : withMember(each as JsonObject, rest, member);
  });
}

/** A copy without the member. Elements of lists stay, so that the others keep their places. */
export function withoutMember(value: JsonObject, [first, ...rest]: readonly string[]): JsonObject {
  if (first === undefined || !Object.hasOwn(value, first)) return value;
  const { [first]: below, ...others } = value;
  if (rest.length === 0) return others;
  if (typeof below !== 'object' || below === null || Array.isArray(below)) return value;
  // Neither a list nor null: an object.
  return { ...value, [first]: withoutMember(below as JsonObject, rest) };
}
