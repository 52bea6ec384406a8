/** Chooses the optional details that are read: those that policies in use name, or all. */
import type { ResourceType } from './resource-type.ts';

/** Fields by type; `*` stands for every field of the type. */
export type NamedFields = Readonly<Record<string, readonly string[]>>;

/** The types, each with the optional details that are to be read. */
export const asking = (types: readonly ResourceType[], fields: NamedFields | 'all'): readonly ResourceType[] =>
  types.map((type) => {
    const { optional = [] } = type;
    if (optional.length === 0) return type;
    const named = fields === 'all' ? ['*'] : (fields[type.type] ?? []);
    return { ...type, asked: named.includes('*') ? optional : optional.filter((field) => named.includes(field)) };
  });

/** The fields that either names. */
export const allNamed = (some: NamedFields, others: NamedFields): NamedFields =>
  Object.fromEntries(
    [...new Set([...Object.keys(some), ...Object.keys(others)])].map((type) => [
      type,
      [...new Set([...(some[type] ?? []), ...(others[type] ?? [])])].toSorted(),
    ]),
  );
