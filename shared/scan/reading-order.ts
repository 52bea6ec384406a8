/** In which order the types of a scan are evaluated, and what has to be in memory for the rest of it. */
import type { CompiledPolicy } from '../policies/compile-policy.ts';

export type PoliciesByType = ReadonlyMap<string, readonly CompiledPolicy[]>;

/** What others look up comes after them: it is in memory by then, and is not read twice. */
export function inReadingOrder(types: readonly string[], byType: PoliciesByType): readonly string[] {
  const lookedUp = new Set(types.flatMap((type) => relatedTo(type, byType).filter((other) => other !== type)));
  return types.toSorted((a, b) => Number(lookedUp.has(a)) - Number(lookedUp.has(b)));
}

/** Types that the evaluation of these reads. */
export const needed = (types: readonly string[], byType: PoliciesByType): ReadonlySet<string> =>
  new Set(types.flatMap((type) => [type, ...relatedTo(type, byType)]));

const relatedTo = (type: string, byType: PoliciesByType): readonly string[] =>
  (byType.get(type) ?? []).flatMap(({ related_types }) => related_types);
