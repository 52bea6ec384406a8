/** The steps that a look through a value costs. */

/** Characters that an operation on texts looks through in the time of one step. */
const CHARACTERS_A_STEP = 32;

/** Weights of values already seen. Neither a resource's values nor those that expressions build change, so each is weighed once. */
const known = new WeakMap<object, number>();

/** Steps for an operation that looks through the value but not through its members. */
export function weight(value: unknown): number {
  if (typeof value === 'string') return value.length / CHARACTERS_A_STEP;
  return Array.isArray(value) ? value.length : 0;
}

/** Steps for an operation that looks through the value and everything in it. */
export function deepWeight(value: unknown): number {
  if (value === null || typeof value !== 'object') return weight(value);
  const weighed = known.get(value);
  if (weighed !== undefined) return weighed;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const sum = members.reduce<number>((total, member) => total + 1 + deepWeight(member), 1);
  known.set(value, sum);
  return sum;
}
