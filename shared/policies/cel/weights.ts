/** The steps that a look through a value costs, and so the memory that an operation on it can take. */
import { Optional } from '@marcbachmann/cel-js';
import { NotKnown } from './run.ts';

/** Characters that an operation on texts looks through in the time of one step. */
const CHARACTERS_A_STEP = 32;
/** Bytes, and the characters of a text that is split, cost more, because values are made of them. */
const PARTS_A_STEP = 4;

/** Weights of values already seen. Neither a resource's values nor those that expressions build change, so each is weighed once. */
const known = new WeakMap<object, number>();

/** Steps for an operation that looks through the value but not through its members. */
export function weight(value: unknown): number {
  if (typeof value === 'string') return value.length / CHARACTERS_A_STEP;
  if (Array.isArray(value)) return value.length;
  return value instanceof Uint8Array ? value.length / PARTS_A_STEP : 0;
}

/** Steps for an operation that makes a value of each character. */
export const weightOfParts = (value: unknown): number => (typeof value === 'string' ? value.length / PARTS_A_STEP : weight(value));

/** Steps for an operation that looks through the value and everything in it. */
export function deepWeight(value: unknown): number {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return weight(value);
  const weighed = known.get(value);
  if (weighed !== undefined) return weighed;
  let sum = 1;
  try {
    for (const member of membersOf(value)) sum += 1 + deepWeight(member);
  } catch (error) {
    // An operation that reads what is not known ends there.
    if (!(error instanceof NotKnown)) throw error;
  }
  known.set(value, sum);
  return sum;
}

/** The elements of a list, the keys and values of a map, the value of an optional. */
function membersOf(value: object): Iterable<unknown> {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (value instanceof Map) return [...value.keys(), ...value.values()] as unknown[];
  if (value instanceof Optional) return [value.orValue(null)];
  return [...Object.keys(value), ...Object.values(value)] as unknown[];
}
