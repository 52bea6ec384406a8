/** A cluster of Memcached in ElastiCache. It holds nothing that could be kept, so it has neither replicas nor snapshots. */
import type { CacheCluster, ModifyCacheClusterMessage } from '@aws-sdk/client-elasticache';
import { defined } from '../defined.ts';
import { fieldDifference, setDifference, versionDifference } from '../differences.ts';
import { CLIENT_TOKEN, type Difference, MANAGED_BY, MANAGED_ID, type ManagerContext, type Observation } from '../manager.ts';
import { nameTaken, notYet } from '../refusals.ts';
import { call, hasCode, unlessMissing } from './call.ts';
import { CACHE_SIZES, type CacheActual, type MemcachedConfig, sizeOfNode } from './cache-config.ts';
import { AVAILABLE, cacheClient, cacheObservation, clusterNamed, NO_CLUSTER, placeOf, tagsOf, withTags } from './cache-state.ts';
import { bearsToken, tagList, tagOf } from './tags.ts';

/**
 * Whose cluster it is, by its tags, which ElastiCache hides until it is available. Until then, one whose id is stored counts as Muster's own.
 * @throws CloudError if that cannot be known yet
 */
async function isOwn(cluster: CacheCluster, context: ManagerContext, token: string): Promise<boolean> {
  const isKnown = context.provider_resource_id !== undefined;
  if (cluster.CacheClusterStatus !== AVAILABLE) {
    if (isKnown) return true;
    throw notYet(
      'TagsNotShown',
      `The cluster ${context.name} is ${cluster.CacheClusterStatus}; ElastiCache tells whose it is when it is available.`,
    );
  }
  const tags = await tagsOf(context, cluster.ARN);
  return isKnown
    ? tagOf(tags, MANAGED_ID) === context.managed_id && tagOf(tags, MANAGED_BY) === context.tags[MANAGED_BY]
    : bearsToken(tags, context, token);
}

async function ownCluster(context: ManagerContext, token: string): Promise<CacheCluster | undefined> {
  const cluster = await clusterNamed(context, context.name);
  return cluster && (await isOwn(cluster, context, token)) ? cluster : undefined;
}

/** @throws CloudError */
export async function presentCluster(context: ManagerContext): Promise<CacheCluster> {
  const cluster = await ownCluster(context, context.tags[CLIENT_TOKEN] ?? '');
  if (cluster) return cluster;
  throw notYet('CacheClusterNotFound', `The cache cluster ${context.name} is not there any more.`);
}

export async function observeMemcached(context: ManagerContext, token: string): Promise<Observation<CacheActual>> {
  const cluster = await ownCluster(context, token);
  return cluster ? await withTags(context, cacheObservation(context.name, actualOf(cluster))) : { state: 'absent' };
}

function actualOf(cluster: CacheCluster): CacheActual {
  const { ConfigurationEndpoint: configuration, CacheNodes = [] } = cluster;
  return defined({
    engine: cluster.Engine ?? 'memcached',
    ...placeOf(cluster),
    size: sizeOfNode(cluster.CacheNodeType ?? ''),
    node_type: cluster.CacheNodeType ?? '',
    num_nodes: cluster.NumCacheNodes ?? 0,
    encryption_in_transit: cluster.TransitEncryptionEnabled ?? false,
    endpoints: [configuration?.Address, ...CacheNodes.map(({ Endpoint }) => Endpoint?.Address)].flatMap((address) => address ?? []),
    port: configuration?.Port,
    status: cluster.CacheClusterStatus ?? 'unknown',
    arn: cluster.ARN,
  });
}

export async function createMemcached(
  context: ManagerContext,
  config: MemcachedConfig,
  token: string,
): Promise<{ provider_resource_id: string }> {
  const { CreateCacheClusterCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new CreateCacheClusterCommand({
    CacheClusterId: context.name,
    Engine: config.engine,
    EngineVersion: config.version,
    CacheNodeType: CACHE_SIZES[config.size].node_type,
    NumCacheNodes: config.num_nodes,
    AZMode: config.num_nodes > 1 ? 'cross-az' : 'single-az',
    TransitEncryptionEnabled: true,
    PreferredMaintenanceWindow: config.maintenance_window,
    CacheSubnetGroupName: config.subnet_group,
    SecurityGroupIds: config.security_groups,
    Tags: tagList(context.tags),
  });
  try {
    await call(context, 'elasticache:CreateCacheCluster', async () => await client.send(command));
  } catch (error) {
    if (!hasCode(error, ['CacheClusterAlreadyExistsFault', 'CacheClusterAlreadyExists'])) throw error;
    const cluster = await clusterNamed(context, context.name);
    if (!cluster) throw notYet('CacheClusterNotFound', `ElastiCache knows the cluster ${context.name} and does not show it yet.`);
    if (!(await isOwn(cluster, context, token))) throw nameTaken('The cache cluster', context.name);
  }
  return { provider_resource_id: context.name };
}

export const memcachedDifferences = (config: MemcachedConfig, actual: CacheActual): readonly Difference[] => [
  ...versionDifference(config.version, actual.version, 'replace'),
  ...fieldDifference('/size', config.size, actual.size, 'replace'),
  ...fieldDifference('/num_nodes', config.num_nodes, actual.num_nodes),
  ...fieldDifference('/maintenance_window', config.maintenance_window, actual.maintenance_window),
  ...fieldDifference('/subnet_group', config.subnet_group, actual.subnet_group, 'replace'),
  ...setDifference('/security_groups', config.security_groups, actual.security_groups),
  ...fieldDifference('/encryption_in_transit', true, actual.encryption_in_transit, 'replace'),
];

export async function updateMemcached(context: ManagerContext, config: MemcachedConfig, differences: readonly Difference[]): Promise<void> {
  const differs = (path: string): boolean => differences.some((each) => each.path === path);
  const { ModifyCacheClusterCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const cluster = await presentCluster(context);
  const changes: Partial<ModifyCacheClusterMessage> = {
    ...(differs('/version') && { EngineVersion: config.version }),
    ...(differs('/num_nodes') && nodesInput(cluster, config.num_nodes)),
    ...(differs('/maintenance_window') && { PreferredMaintenanceWindow: config.maintenance_window }),
    ...(differs('/security_groups') && { SecurityGroupIds: config.security_groups }),
  };
  const command = new ModifyCacheClusterCommand({ ...changes, CacheClusterId: context.name, ApplyImmediately: true });
  await call(context, 'elasticache:ModifyCacheCluster', async () => await client.send(command));
}

/** ElastiCache wants the names of the nodes that go: the newest. */
function nodesInput({ CacheNodes = [] }: CacheCluster, wanted: number): Partial<ModifyCacheClusterMessage> {
  const ids = CacheNodes.flatMap(({ CacheNodeId }) => CacheNodeId ?? []).toSorted();
  return { NumCacheNodes: wanted, ...(wanted < ids.length && { CacheNodeIdsToRemove: ids.slice(wanted) }) };
}

export async function deleteMemcached(context: ManagerContext, token: string): Promise<void> {
  const cluster = await ownCluster(context, token);
  if (!cluster || cluster.CacheClusterStatus === 'deleting') return;
  const { DeleteCacheClusterCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new DeleteCacheClusterCommand({ CacheClusterId: context.name });
  await unlessMissing(
    NO_CLUSTER,
    call(context, 'elasticache:DeleteCacheCluster', async () => await client.send(command)),
  );
}
