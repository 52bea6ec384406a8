/** Circles among managed resources that depend on each other: none of them could ever be ready. */
import type { Dependency, ManagedId } from './model.ts';

/** A resource as far as circles are concerned. */
export interface Depending<Id extends string> {
  readonly id: Id;
  readonly dependsOn: readonly Id[];
}

/** The ids of the managed resources among the dependencies. */
export const managedIdsOf = (dependencies: readonly Pick<Dependency, 'managed_id'>[]): readonly ManagedId[] => [
  ...new Set(dependencies.flatMap(({ managed_id }) => managed_id ?? [])),
];

/**
 * The path from the resource through its dependencies back to itself: `[a, b, a]`; undefined if there is none. Each resource is loaded once at most.
 * @param dependenciesOf the ids that resources depend on, by resource; those of resources that do not exist are absent
 */
export async function circleFrom<Id extends string>(
  start: Depending<Id>,
  dependenciesOf: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, readonly Id[]>>,
): Promise<readonly Id[] | undefined> {
  /** By resource, the one through which it was reached first. */
  const from = new Map<Id, Id>();
  let reached: ReadonlyMap<Id, readonly Id[]> = new Map([[start.id, start.dependsOn]]);
  while (reached.size > 0) {
    const next: Id[] = [];
    for (const [id, dependencies] of reached) {
      for (const each of dependencies) {
        if (each === start.id) return circle(start.id, id, from);
        if (from.has(each)) continue;
        from.set(each, id);
        next.push(each);
      }
    }
    reached = next.length === 0 ? new Map() : await dependenciesOf(next);
  }
  return undefined;
}

function circle<Id extends string>(start: Id, last: Id, from: ReadonlyMap<Id, Id>): readonly Id[] {
  const path: Id[] = [start];
  for (let at: Id | undefined = last; at !== undefined && at !== start; at = from.get(at)) path.unshift(at);
  return [start, ...path];
}

/** The resources in an order in which each stands behind those that it depends on, or the first circle among them, as `circleFrom` gives it. */
export async function orderedByDependencies<Id extends string>(
  resources: readonly Depending<Id>[],
): Promise<{ readonly order: readonly Id[] } | { readonly circle: readonly Id[] }> {
  const known = new Map(resources.map(({ id, dependsOn }) => [id, dependsOn]));
  for (const each of resources) {
    const found = await circleFrom(each, async (ids) => new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? []]] : []))));
    if (found) return { circle: found };
  }
  const order = new Set<Id>();
  const place = (id: Id): void => {
    for (const dependency of known.get(id) ?? []) if (!order.has(dependency)) place(dependency);
    if (known.has(id)) order.add(id);
  };
  for (const { id } of resources) place(id);
  return { order: [...order] };
}
