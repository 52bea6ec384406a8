/** The dependencies of managed resources as relationships between the inventoried resources that they are. */
import type { FurtherLink } from '../graph/graph.ts';
import type { ResourceUid } from '../ids.ts';
import { managedIdsOf } from './cycles.ts';
import type { ManagedRow } from './model.ts';
import type { ManagedRepository } from './repository.ts';

/** Those that the resource is an end of. What the inventory does not have is left out; that a resource of the inventory is used is told from the other end only. */
export async function managedLinks(
  uid: ResourceUid,
  resources: Pick<ManagedRepository, 'ofResource' | 'getMany' | 'dependents'>,
): Promise<readonly FurtherLink[]> {
  const links: FurtherLink[] = [];
  for (const row of await resources.ofResource(uid)) {
    links.push(...(await dependenciesOf(uid, row, resources)));
    const dependents = await resources.getMany(await resources.dependents(row.managed_id));
    for (const { resource_uid, spec } of dependents)
      for (const { relation, managed_id } of spec.dependencies)
        if (managed_id === row.managed_id && resource_uid !== undefined) links.push({ source: resource_uid, relation, target: uid });
  }
  return links;
}

async function dependenciesOf(
  source: ResourceUid,
  { spec }: ManagedRow,
  resources: Pick<ManagedRepository, 'getMany'>,
): Promise<readonly FurtherLink[]> {
  const rows = await resources.getMany(managedIdsOf(spec.dependencies));
  const uids = new Map(rows.map(({ managed_id, resource_uid }) => [managed_id, resource_uid]));
  return spec.dependencies.flatMap(({ relation, managed_id, resource_uid }) => {
    const target = managed_id === undefined ? resource_uid : uids.get(managed_id);
    return target === undefined ? [] : [{ source, relation, target }];
  });
}
