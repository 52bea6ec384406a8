/** The changes of a replication group in ElastiCache: it is created, changed by one call at a time, and deleted. */
import type { CreateReplicationGroupMessage, ModifyReplicationGroupMessage, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { fieldDifference, majorOf, setDifference, versionDifference } from '../differences.ts';
import type { Difference, ManagerContext } from '../manager.ts';
import type { DeletionPolicy } from '../model.ts';
import { nameTaken, notYet } from '../refusals.ts';
import { call, hasCode, unlessMissing } from './call.ts';
import { CACHE_SIZES, type CacheActual, type GroupConfig } from './cache-config.ts';
import { descriptionOf, groupNamed, isClusterMode, isOwnGroup, NO_GROUP, ownGroup, presentGroup } from './cache-group.ts';
import { cacheClient } from './cache-state.ts';
import { CACHE_NAME_IN_SNAPSHOT, snapshotName } from './snapshot-name.ts';
import { tagList } from './tags.ts';

/** The versions whose parameter groups are named if the user names none: a group with shards needs one for cluster mode. */
const CLUSTER_VERSIONS = { valkey: '8.0', redis: '7.1' } as const;

const nodesOfShard = ({ num_nodes, shards }: Pick<GroupConfig, 'num_nodes' | 'shards'>): number => num_nodes / shards;

const failsOver = (config: GroupConfig): boolean => config.shards > 1 || (config.automatic_failover && nodesOfShard(config) > 1);

/** `default.valkey8.cluster.on`. Redis counted its families by two numbers before version 6, and by 6.x then. */
function clusterParameters(engine: GroupConfig['engine'], version: string): string {
  const major = majorOf(version, 1);
  const family = engine === 'valkey' || Number(major) >= 7 ? major : major === '6' ? '6.x' : majorOf(version, 2);
  return `default.${engine}${family}.cluster.on`;
}

function layoutOf(config: GroupConfig): Partial<CreateReplicationGroupMessage> {
  const layout = { NumNodeGroups: config.shards, ReplicasPerNodeGroup: nodesOfShard(config) - 1 };
  if (config.shards === 1) return { ...layout, EngineVersion: config.version };
  const version = config.version ?? CLUSTER_VERSIONS[config.engine];
  return {
    ...layout,
    EngineVersion: version,
    ClusterMode: 'enabled',
    CacheParameterGroupName: clusterParameters(config.engine, version),
  };
}

export async function createGroup(context: ManagerContext, config: GroupConfig, token: string): Promise<{ provider_resource_id: string }> {
  const { CreateReplicationGroupCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new CreateReplicationGroupCommand({
    ReplicationGroupId: context.name,
    ReplicationGroupDescription: descriptionOf(context, token),
    Engine: config.engine,
    ...layoutOf(config),
    CacheNodeType: CACHE_SIZES[config.size].node_type,
    AutomaticFailoverEnabled: failsOver(config),
    MultiAZEnabled: failsOver(config) && nodesOfShard(config) > 1,
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    PreferredMaintenanceWindow: config.maintenance_window,
    SnapshotWindow: config.snapshot_window,
    SnapshotRetentionLimit: config.snapshot_retention_days,
    CacheSubnetGroupName: config.subnet_group,
    SecurityGroupIds: config.security_groups,
    Tags: tagList(context.tags),
  });
  try {
    await call(context, 'elasticache:CreateReplicationGroup', async () => await client.send(command));
  } catch (error) {
    if (!hasCode(error, ['ReplicationGroupAlreadyExistsFault', 'ReplicationGroupAlreadyExists'])) throw error;
    await checkOwn(context, token);
  }
  return { provider_resource_id: context.name };
}

/** @throws CloudError if somebody else has made the group */
async function checkOwn(context: ManagerContext, token: string): Promise<void> {
  const group = await groupNamed(context);
  if (!group) throw notYet('ReplicationGroupNotFound', `ElastiCache knows the group ${context.name} and does not show it yet.`);
  if (isOwnGroup(group, context, token)) return;
  if (group.Status === 'deleting') throw notYet('StillDeleting', `Another replication group ${context.name} is still being deleted.`);
  throw nameTaken('The replication group', context.name);
}

export function groupDifferences(config: GroupConfig, actual: CacheActual): readonly Difference[] {
  const changesMode = config.shards === 1 || actual.shards === 1;
  return [
    ...fieldDifference('/engine', config.engine, actual.engine, 'replace'),
    ...versionDifference(config.version, actual.version, 'replace'),
    ...fieldDifference('/size', config.size, actual.size),
    ...fieldDifference('/shards', config.shards, actual.shards, changesMode ? 'replace' : 'update'),
    ...fieldDifference('/num_nodes', config.num_nodes, actual.num_nodes),
    ...fieldDifference('/automatic_failover', failsOver(config), actual.automatic_failover),
    ...fieldDifference('/snapshot_window', config.snapshot_window, actual.snapshot_window),
    ...fieldDifference('/snapshot_retention_days', config.snapshot_retention_days, actual.snapshot_retention_days),
    ...fieldDifference('/maintenance_window', config.maintenance_window, actual.maintenance_window),
    ...fieldDifference('/subnet_group', config.subnet_group, actual.subnet_group, 'replace'),
    ...setDifference('/security_groups', config.security_groups, actual.security_groups),
    // It is always on, and cannot be turned on in one step.
    ...fieldDifference('/encryption_in_transit', true, actual.encryption_in_transit, 'immutable'),
  ];
}

/** ElastiCache makes one change at a time: the first of these that is needed. */
export async function updateGroup(context: ManagerContext, config: GroupConfig, differences: readonly Difference[]): Promise<void> {
  const differs = (path: string): boolean => differences.some((each) => each.path === path);
  const group = await presentGroup(context);
  // A last replica cannot be removed while it is to take over, and a failover needs one.
  if (differs('/automatic_failover') && !failsOver(config)) await setFailover(context, false);
  else if (differs('/shards')) await setShards(context, config, group);
  else if (differs('/num_nodes')) await setReplicas(context, config, group);
  else if (differs('/automatic_failover')) await setFailover(context, true, nodesOfShard(config) > 1);
  else if (differs('/version')) await modifyGroup(context, { EngineVersion: config.version });
  else if (differs('/size')) await modifyGroup(context, { CacheNodeType: CACHE_SIZES[config.size].node_type });
  else
    await modifyGroup(context, {
      ...(differs('/snapshot_window') && { SnapshotWindow: config.snapshot_window }),
      ...(differs('/snapshot_retention_days') && { SnapshotRetentionLimit: config.snapshot_retention_days }),
      ...(differs('/maintenance_window') && { PreferredMaintenanceWindow: config.maintenance_window }),
      ...(differs('/security_groups') && { SecurityGroupIds: config.security_groups }),
    });
}

const setFailover = async (context: ManagerContext, on: boolean, zones = false): Promise<void> => {
  await modifyGroup(context, { AutomaticFailoverEnabled: on, MultiAZEnabled: on && zones });
};

async function modifyGroup(context: ManagerContext, changes: Partial<ModifyReplicationGroupMessage>): Promise<void> {
  const { ModifyReplicationGroupCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new ModifyReplicationGroupCommand({ ...changes, ReplicationGroupId: context.name, ApplyImmediately: true });
  await call(context, 'elasticache:ModifyReplicationGroup', async () => await client.send(command));
}

async function setShards(context: ManagerContext, { shards }: GroupConfig, { NodeGroups = [] }: ReplicationGroup): Promise<void> {
  const { ModifyReplicationGroupShardConfigurationCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const retained = NodeGroups.slice(0, shards).flatMap(({ NodeGroupId }) => NodeGroupId ?? []);
  const command = new ModifyReplicationGroupShardConfigurationCommand({
    ReplicationGroupId: context.name,
    NodeGroupCount: shards,
    ApplyImmediately: true,
    ...(shards < NodeGroups.length && { NodeGroupsToRetain: retained }),
  });
  await call(context, 'elasticache:ModifyReplicationGroupShardConfiguration', async () => await client.send(command));
}

async function setReplicas(context: ManagerContext, config: GroupConfig, group: ReplicationGroup): Promise<void> {
  const { IncreaseReplicaCountCommand, DecreaseReplicaCountCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const shards = isClusterMode(group) ? (group.NodeGroups ?? []).length : 1;
  const input = { ReplicationGroupId: context.name, NewReplicaCount: nodesOfShard(config) - 1, ApplyImmediately: true };
  if ((group.MemberClusters ?? []).length < nodesOfShard(config) * shards) {
    const command = new IncreaseReplicaCountCommand(input);
    await call(context, 'elasticache:IncreaseReplicaCount', async () => await client.send(command));
  } else {
    const command = new DecreaseReplicaCountCommand(input);
    await call(context, 'elasticache:DecreaseReplicaCount', async () => await client.send(command));
  }
}

export async function deleteGroup(context: ManagerContext, policy: Exclude<DeletionPolicy, 'retain'>, token: string): Promise<void> {
  const group = await ownGroup(context, token);
  if (!group || group.Status === 'deleting') return;
  const { DeleteReplicationGroupCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new DeleteReplicationGroupCommand({
    ReplicationGroupId: context.name,
    ...(policy === 'snapshot' && { FinalSnapshotIdentifier: snapshotName(context.name, token, CACHE_NAME_IN_SNAPSHOT) }),
  });
  await unlessMissing(
    NO_GROUP,
    call(context, 'elasticache:DeleteReplicationGroup', async () => await client.send(command)),
  );
}
