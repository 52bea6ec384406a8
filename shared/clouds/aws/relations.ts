/** Builds relationships from members that may be missing. */
import type { Relationship } from '../cloud.ts';

/** One relationship, or none where the id is missing. */
export const related = (relation: string, type: string, id: string | null | undefined): readonly Relationship[] =>
  id ? [{ relation, type, id }] : [];

/** One relationship for each id; repeated ids count once. */
export const relatedToAll = (
  relation: string,
  type: string,
  ids: readonly (string | null | undefined)[] | null | undefined,
): readonly Relationship[] => [...new Set(ids ?? [])].flatMap((id) => related(relation, type, id));
