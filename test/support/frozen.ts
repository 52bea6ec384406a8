/** Makes frozen copies of values as DynamoDB's document client would store them; every reader gets the same copy. */
const known = new WeakSet<object>();

/**
 * Undefined members are left out. A value that was frozen here before is shared, not copied again.
 * @throws on values that the client refuses to store (NaN, class instances) and on those that Muster never stores (sets, binaries)
 */
export function frozen<T>(value: T): T {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  if (typeof value !== 'object') throw new TypeError(`A row cannot hold ${String(value)}.`);
  if (known.has(value)) return value;
  const copy = Array.isArray(value) ? value.filter((element) => element !== undefined).map(frozen) : frozenMembers(value);
  known.add(Object.freeze(copy));
  return copy as T;
}

function frozenMembers(value: object): Record<string, unknown> {
  const kind = value.constructor?.name ?? 'Object';
  if (kind !== 'Object')
    throw new TypeError(`A row cannot hold an instance of ${kind}: only plain objects, lists, texts, numbers, booleans and null.`);
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) copy[name] = frozen(member);
  return copy;
}
