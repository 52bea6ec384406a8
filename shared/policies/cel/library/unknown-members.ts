/** Views of values of which some members are not known: whoever reads one of these gets an error, so that only what depends on them is unknown. */
import { noted } from '../maps.ts';
import { NotKnown } from '../run.ts';

/** A member, or the member of a member, that is not known. `[]` as a segment means each element of a list. */
export interface UnknownPath {
  readonly segments: readonly string[];
  readonly error: NotKnown;
}

/** The error of a member that is not known; undefined for one that is. */
type ErrorOf = (name: string) => NotKnown | undefined;

/** A copy in which reads of the paths throw. `rest`: the error of every member that the value does not have. The value itself does not change. */
export function withUnknown(value: object, paths: readonly UnknownPath[], rest?: NotKnown): object {
  if (Array.isArray(value)) return (value as readonly unknown[]).map((element) => elementWithUnknown(element, paths));
  const errors = new Map<string, NotKnown>();
  const copy = copyOf(value);
  for (const [name, below] of Map.groupBy(paths, ({ segments: [first] }) => first!)) {
    const member = memberOf(copy, name);
    const deeper = below.map(({ segments: [, ...segments], error }) => ({ segments, error }));
    // Where there is nothing with members of its own, or a list as a whole is meant, the member itself is not known.
    const isWhole = deeper.some(({ segments: [next] }) => next === undefined || (Array.isArray(member) && next !== ELEMENT));
    if (isWhole || member === null || typeof member !== 'object') errors.set(name, below[0]!.error);
    else setMemberOf(copy, name, withUnknown(member, deeper));
  }
  const whole = errors.values().next().value ?? rest;
  if (!whole) return copy;
  const errorOf: ErrorOf = (name) => errors.get(name) ?? (rest && !hasMember(copy, name) ? rest : undefined);
  return copy instanceof Map ? guardedMap(copy, errorOf, whole) : guardedObject(copy, errorOf, whole);
}

/** A map of which nothing is known: every read throws. */
export const unknownMap = (error: NotKnown): object => guardedObject({}, () => error, error);

const ELEMENT = '[]';

function elementWithUnknown(element: unknown, paths: readonly UnknownPath[]): unknown {
  if (element === null || typeof element !== 'object') return element;
  return withUnknown(
    element,
    paths.map(({ segments: [, ...segments], error }) => ({ segments, error })),
  );
}

type Members = Record<string, unknown> | Map<string, unknown>;

/** Noted, because it may hold Maps that stand for objects. */
const copyOf = (value: object): Members =>
  noted(value instanceof Map ? new Map<string, unknown>(value as ReadonlyMap<string, unknown>) : { ...value });

const hasMember = (of: Members, name: string): boolean => (of instanceof Map ? of.has(name) : Object.hasOwn(of, name));

const memberOf = (of: Members, name: string): unknown =>
  of instanceof Map ? of.get(name) : Object.hasOwn(of, name) ? of[name] : undefined;

function setMemberOf(of: Members, name: string, value: unknown): void {
  if (of instanceof Map) of.set(name, value);
  else of[name] = value;
}

/** Throws also for what looks through all members: how many there are is not known either. The CEL library tells a map by its `constructor`. */
function guardedObject(of: Record<string, unknown>, errorOf: ErrorOf, whole: NotKnown): object {
  const check = (name: string | symbol): void => {
    const error = typeof name === 'string' && name !== 'constructor' ? errorOf(name) : undefined;
    if (error) throw error;
  };
  const proxy = new Proxy(of, {
    get(target, name) {
      check(name);
      return Reflect.get(target, name) as unknown;
    },
    has(target, name) {
      check(name);
      return Reflect.has(target, name);
    },
    getOwnPropertyDescriptor(target, name) {
      check(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys() {
      throw whole;
    },
  });
  return noted(proxy);
}

/** The same for a Map, of which the CEL library reads single members by `get`. */
function guardedMap(of: Map<string, unknown>, errorOf: ErrorOf, whole: NotKnown): object {
  const get = (name: string): unknown => {
    const error = errorOf(name);
    if (error) throw error;
    return of.get(name);
  };
  const proxy = new Proxy(of, {
    get(target, name) {
      if (name === 'get') return get;
      if (name === 'constructor') return target.constructor;
      throw whole;
    },
  });
  return noted(proxy);
}
