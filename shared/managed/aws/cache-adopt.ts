/** A replication group that an inventory has found, as a managed resource. */
import { InvalidRequest } from '../../errors.ts';
import type { JsonObject } from '../model.ts';
import { type GroupConfig, groupConfig } from './cache-config.ts';
import { adoptedId, groupActual } from './cache-group.ts';
import { placeOf } from './cache-state.ts';

/** @throws InvalidRequest for a group that Muster's configuration cannot say */
export function adoptGroup({ resource_id, config: found }: { readonly resource_id: string; readonly config: JsonObject }): {
  readonly provider_resource_id: string;
  readonly config: GroupConfig;
} {
  // An inventory stores the members of DescribeReplicationGroups as they came, so they are those of the SDK's type. A member cluster's are not among them.
  const actual = groupActual(found, placeOf(undefined));
  const created = found['ReplicationGroupCreateTime'];
  if (!actual.encryption_in_transit || !actual.encryption_at_rest)
    throw new InvalidRequest(
      'resource',
      `resource: ${resource_id} is not encrypted in transit and at rest, as every cache under management is; ask for a new cache in its place.`,
    );
  const named = Object.fromEntries(Object.entries(actual).filter(([name]) => name in groupConfig.shape));
  const parsed = groupConfig.safeParse(named);
  if (!parsed.success || typeof created !== 'string') {
    const fields = [...new Set((parsed.error?.issues ?? []).map(({ path }) => path.join('.')))].join(', ') || 'time of creation';
    throw new InvalidRequest(
      'resource',
      `resource: ${resource_id} cannot be managed as it is, because of its ${fields}; GET /managers/cache tells what can be.`,
    );
  }
  return { provider_resource_id: adoptedId(resource_id, created), config: parsed.data };
}
