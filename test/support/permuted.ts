/** Reorders JSON values. */

/** A copy whose lists and members, however deep, are in an order that `chance` (non-negative integers without end) decides. */
export function permuted(value: unknown, chance: Iterator<number>): unknown {
  if (Array.isArray(value)) return shuffled(value, chance).map((element) => permuted(element, chance));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(shuffled(Object.entries(value), chance).map(([name, member]) => [name, permuted(member, chance)]));
}

export function shuffled<T>(list: readonly T[], chance: Iterator<number>): readonly T[] {
  const rest = [...list];
  return list.map(() => rest.splice((chance.next().value as number) % rest.length, 1)[0] as T);
}
