/** Puts values where the paths of the type definitions look for them. */
import type { Path, TypeDefinition } from '../types/definition.ts';
import { replacedAt, stepsOf } from '../types/paths.ts';

type Config = Readonly<Record<string, unknown>>;

export interface Placed {
  /** The path of the list that the element belongs to. */
  readonly path: Path;
  readonly element: unknown;
}

/** A copy of `target` with the value at the path; `@` is the whole. In a list, the value is one element, or several if it is a list. */
export function put(target: unknown, path: Path, value: unknown): unknown {
  return putAt(target, stepsOf(path), value);
}

function putAt(target: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (step === '[]') {
    const values = Array.isArray(value) ? value : [value];
    return rest.length === 0 ? values : values.map((each) => putAt({}, rest, each));
  }
  const object = (target ?? {}) as Config;
  return { ...object, [step]: putAt(object[step], rest, value) };
}

/** Puts the elements into the list at the path: one list for all of them, or one for each if the path has `[]`. */
function listAt([step = '', ...rest]: readonly string[], elements: readonly unknown[]): object {
  if (rest.length === 0) return { [step]: elements };
  if (rest[0] === '[]') return { [step]: elements.map((element) => listAt(rest.slice(1), [element])) };
  return { [step]: listAt(rest, elements) };
}

/** An answer with the elements of several lists. */
export const answerOf = (lists: readonly Path[], elements: readonly Placed[]): object =>
  Object.assign(
    {},
    ...[...new Set(lists)].map((path) =>
      listAt(
        stepsOf(path),
        elements.filter((each) => each.path === path).map(({ element }) => element),
      ),
    ),
  ) as object;

/** Encodes policy documents as the service sends them: as JSON, which IAM's answers also URL-encode. */
export function onTheWire(config: Config, { documents = [] }: TypeDefinition, encoded: boolean): Config {
  if (documents.length === 0) return config;
  const known = WIRED.get(config);
  if (known) return known;
  const text = (found: unknown): unknown => {
    if (found === null || typeof found !== 'object') return found;
    return encoded ? percentEncoded(JSON.stringify(found)) : JSON.stringify(found);
  };
  const made = documents.reduce<unknown>((value, path) => replacedAt(value, path, text), config) as Config;
  WIRED.set(config, made);
  return made;
}
const WIRED = new WeakMap<object, Config>();

/** RFC 3986: stricter than `encodeURIComponent`, which leaves `!'()*` alone. */
const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
