/** Makes frozen copies of values as `DynamoStore` would return them; every reader gets the same copy. */
import { setMember } from '../../shared/members.ts';

const known = new WeakSet<object>();

/**
 * The value as it comes back from JSON: undefined members are left out, undefined elements are null, and -0 is 0. A value that was frozen
 * here before is shared, not copied again.
 * @throws on what JSON cannot hold (NaN, class instances, sets, binaries), which `DynamoStore` does not check
 */
export function frozen<T>(value: T): T {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return (value === 0 ? 0 : value) as T;
  if (typeof value !== 'object') throw new TypeError(`A row cannot hold ${String(value)}.`);
  if (known.has(value)) return value;
  const copy = Array.isArray(value)
    ? value.map((element) => (element === undefined ? null : frozen<unknown>(element)))
    : frozenMembers(value);
  known.add(Object.freeze(copy));
  return copy as T;
}

function frozenMembers(value: object): Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError(
      `A row cannot hold an instance of ${prototype.constructor.name}: only plain objects, lists, texts, numbers, booleans and null.`,
    );
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) setMember(copy, name, frozen<unknown>(member));
  return copy;
}
