/** What it costs to look through a value, in steps. */

/** Characters that an operation on texts passes in the time of one step. */
const CHARACTERS_A_STEP = 32;

/** Values of a resource do not change while it is stored; what expressions make is weighed once as well. */
const known = new WeakMap<object, number>();

/** Of the value itself: for operations that do not go into its members. */
export function weight(value: unknown): number {
  if (typeof value === 'string') return value.length / CHARACTERS_A_STEP;
  return Array.isArray(value) ? value.length : 0;
}

/** Of everything in it. */
export function deepWeight(value: unknown): number {
  if (value === null || typeof value !== 'object') return weight(value);
  const weighed = known.get(value);
  if (weighed !== undefined) return weighed;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const sum = members.reduce<number>((total, member) => total + 1 + deepWeight(member), 1);
  known.set(value, sum);
  return sum;
}
