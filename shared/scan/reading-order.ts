/** The order in which a scan evaluates types, and the types that it still needs in memory. */
import type { CompiledPolicy } from '../policies/compile-policy.ts';

export type PoliciesByType = ReadonlyMap<string, readonly CompiledPolicy[]>;

/** Types that other types' policies look up come last: they are in memory by then, so they are not read twice. */
export function inReadingOrder(types: readonly string[], byType: PoliciesByType): readonly string[] {
  const lookedUp = new Set(types.flatMap((type) => relatedTo(type, byType).filter((other) => other !== type)));
  return types.toSorted((a, b) => Number(lookedUp.has(a)) - Number(lookedUp.has(b)));
}

/** The types whose resources are read to evaluate these types. */
export const typesReadFor = (types: readonly string[], byType: PoliciesByType): ReadonlySet<string> =>
  new Set(types.flatMap((type) => [type, ...relatedTo(type, byType)]));

const relatedTo = (type: string, byType: PoliciesByType): readonly string[] =>
  (byType.get(type) ?? []).flatMap(({ related_types }) => related_types);
