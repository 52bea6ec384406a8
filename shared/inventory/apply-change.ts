/** Applies JSON Patches (RFC 6902) as Muster makes them. It keeps members that are named `__proto__`, which `applyPatch` of rfc6902 loses. */
import type { Operation } from 'rfc6902';

/** A patch that was made for another value. */
export class MisfitPatch extends Error {}

/** @throws MisfitPatch if the patch does not fit the value, or has an operation other than add, remove and replace */
export function applyPatch(before: unknown, patch: readonly Operation[]): unknown {
  return patch.reduce((value, operation) => {
    const tokens = operation.path.split('/').slice(1);
    return applied(
      value,
      tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
      operation,
    );
  }, before);
}

/** A copy of the value with the operation applied to its part at the end of `tokens`. */
function applied(value: unknown, [token, ...deeper]: readonly string[], operation: Operation): unknown {
  if (operation.op !== 'add' && operation.op !== 'remove' && operation.op !== 'replace') throw misfit(operation);
  if (token === undefined) {
    if (operation.op === 'remove') throw misfit(operation);
    return structuredClone(operation.value);
  }
  const isAdded = operation.op === 'add' && deeper.length === 0;
  const isRemoved = operation.op === 'remove' && deeper.length === 0;
  if (Array.isArray(value)) {
    const index = isAdded && token === '-' ? value.length : Number(token);
    if (!/^(?:-|0|[1-9]\d*)$/.test(token) || !(index < value.length + (isAdded ? 1 : 0))) throw misfit(operation);
    if (isRemoved) return value.toSpliced(index, 1);
    return value.toSpliced(index, isAdded ? 0 : 1, applied(value[index], deeper, operation));
  }
  if (typeof value !== 'object' || value === null) throw misfit(operation);
  // A map, because assigning to a member named `__proto__` would set the object's prototype.
  const members = new Map<string, unknown>(Object.entries(value));
  if (!isAdded && !members.has(token)) throw misfit(operation);
  if (isRemoved) members.delete(token);
  else members.set(token, applied(members.get(token), deeper, operation));
  return Object.fromEntries(members);
}

const misfit = ({ op, path }: Operation): MisfitPatch => new MisfitPatch(`The patch does not fit: ${op} at ${path || 'the root'}.`);
