/** A replication group of Valkey or Redis in ElastiCache, as it is. */
import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import { defined } from '../defined.ts';
import { CLIENT_TOKEN, MANAGED_BY, type ManagerContext, type Observation } from '../manager.ts';
import { notYet } from '../refusals.ts';
import { call, unlessMissing } from './call.ts';
import { type CacheActual, sizeOfNode } from './cache-config.ts';
import { cacheClient, cacheObservation, clusterNamed, placeOf, withTags } from './cache-state.ts';

export const NO_GROUP = ['ReplicationGroupNotFoundFault', 'ReplicationGroupNotFound'];

export async function groupNamed(context: ManagerContext): Promise<ReplicationGroup | undefined> {
  const { DescribeReplicationGroupsCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new DescribeReplicationGroupsCommand({ ReplicationGroupId: context.name });
  const answer = await unlessMissing(
    NO_GROUP,
    call(context, 'elasticache:DescribeReplicationGroups', async () => await client.send(command)),
  );
  return answer?.ReplicationGroups?.[0];
}

/** ElastiCache hides the tags of a group until it is available, so the description tells from the beginning whose it is. */
export const descriptionOf = ({ managed_id, tags }: ManagerContext, token: string): string =>
  `Made by Muster (${tags[MANAGED_BY]}) as ${managed_id}: ${token}`;

const ADOPTED = '@';

/** The id of a group that Muster has not made: there may be another one of its name later. */
export const adoptedId = (name: string, createdAt: string): string => `${name}${ADOPTED}${createdAt}`;

export function isOwnGroup(group: ReplicationGroup, context: ManagerContext, token: string): boolean {
  const { Description = '', ReplicationGroupCreateTime: created } = group;
  const { provider_resource_id: id } = context;
  if (id === undefined) return Description === descriptionOf(context, token);
  const [, adoptedAt] = id.split(ADOPTED);
  if (adoptedAt !== undefined) return created !== undefined && created.getTime() === Date.parse(adoptedAt);
  return Description.startsWith(descriptionOf(context, ''));
}

export async function ownGroup(context: ManagerContext, token: string): Promise<ReplicationGroup | undefined> {
  const group = await groupNamed(context);
  return group && isOwnGroup(group, context, token) ? group : undefined;
}

/** @throws CloudError */
export async function presentGroup(context: ManagerContext): Promise<ReplicationGroup> {
  const group = await ownGroup(context, context.tags[CLIENT_TOKEN] ?? '');
  if (group) return group;
  throw notYet('ReplicationGroupNotFound', `The replication group ${context.name} is not there any more.`);
}

export async function observeGroup(context: ManagerContext, token: string): Promise<Observation<CacheActual>> {
  const group = await ownGroup(context, token);
  if (!group) return { state: 'absent' };
  const [member] = group.MemberClusters ?? [];
  const cluster = member === undefined ? undefined : await clusterNamed(context, member);
  return await withTags(context, cacheObservation(context.provider_resource_id ?? context.name, groupActual(group, placeOf(cluster))));
}

export const isClusterMode = ({ ClusterEnabled = false }: ReplicationGroup): boolean => ClusterEnabled;

export function groupActual(group: ReplicationGroup, place: ReturnType<typeof placeOf>): CacheActual {
  const { NodeGroups = [], MemberClusters = [], ConfigurationEndpoint: configuration, AutomaticFailover } = group;
  const [first] = NodeGroups;
  const replicas = MemberClusters.length > 1 ? first?.ReaderEndpoint?.Address : undefined;
  const endpoints = isClusterMode(group) ? [configuration?.Address] : [first?.PrimaryEndpoint?.Address, replicas];
  return defined({
    engine: group.Engine ?? 'redis',
    ...place,
    size: sizeOfNode(group.CacheNodeType ?? ''),
    node_type: group.CacheNodeType ?? '',
    num_nodes: MemberClusters.length,
    shards: NodeGroups.length,
    automatic_failover: AutomaticFailover === 'enabled' || AutomaticFailover === 'enabling',
    snapshot_window: group.SnapshotWindow,
    snapshot_retention_days: group.SnapshotRetentionLimit ?? 0,
    encryption_in_transit: group.TransitEncryptionEnabled ?? false,
    encryption_at_rest: group.AtRestEncryptionEnabled ?? false,
    endpoints: endpoints.flatMap((address) => address ?? []),
    port: (isClusterMode(group) ? configuration : first?.PrimaryEndpoint)?.Port,
    status: group.Status ?? 'unknown',
    arn: group.ARN,
  });
}
