/** The relationships of a resource as lines of their own. */
import { compareRecords } from './order.ts';
import type { RelationshipRecord, ResourceRecord } from './records.ts';

const compare = compareRecords('relationships');

/** In order, each once. */
export function relationshipRecords(resource: ResourceRecord): readonly RelationshipRecord[] {
  const { account_id, segment, type, resource_id, region, resource_uid } = resource;
  return resource.relationships
    .map(({ relation, type: target_type, id: target_id }) => ({
      account_id,
      segment,
      type,
      resource_id,
      region,
      resource_uid,
      relation,
      target_type,
      target_id,
    }))
    .toSorted(compare)
    .filter((record, place, all) => place === 0 || compare(all[place - 1] ?? record, record) !== 0);
}
