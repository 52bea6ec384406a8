/** JSON Merge Patch (RFC 7396): members replace those of the same name, objects are merged, and null removes. */
import { canonicalJson } from '../canonical-json.ts';
import type { Json, JsonObject } from './model.ts';

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** The merge patch that makes `after` of `before`; empty if they are equal. Null stands for no member, because no merge patch can set one to null. */
export function patchBetween(before: JsonObject, after: JsonObject): JsonObject {
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const changed = Object.entries(after).flatMap(([name, value]): readonly (readonly [string, Json])[] => {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (!isObject(value) || !isObject(old)) return canonicalJson(old ?? null) === canonicalJson(value) ? [] : [[name, value]];
    const below = patchBetween(old, value);
    return Object.keys(below).length === 0 ? [] : [[name, below]];
  });
  return Object.fromEntries([...removed.map((name) => [name, null] as const), ...changed]);
}
