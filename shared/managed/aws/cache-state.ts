/** The parts that ElastiCache's groups and clusters have in common. */
import type { CacheCluster, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { ManagerContext, Observation, TagChange } from '../manager.ts';
import { call, unlessMissing } from './call.ts';
import type { CacheActual } from './cache-config.ts';
import { changeTags, type Tag, tagsByKey } from './tags.ts';

export const NO_CLUSTER = ['CacheClusterNotFoundFault', 'CacheClusterNotFound'];

export const cacheClient = async (context: ManagerContext): Promise<ElastiCacheClient> =>
  await context.aws<ElastiCacheClient>((await import('@aws-sdk/client-elasticache')).ElastiCacheClient);

export const AVAILABLE = 'available';

/** A cache is in use while a snapshot is made. */
const STATES: Readonly<Record<string, Exclude<Observation<CacheActual>['state'], 'absent'>>> = {
  [AVAILABLE]: 'ready',
  snapshotting: 'ready',
  creating: 'creating',
  deleting: 'deleting',
  deleted: 'deleting',
  'create-failed': 'failed',
  'restore-failed': 'failed',
  'incompatible-network': 'failed',
  incompatible_network: 'failed',
};

export function cacheObservation(id: string, actual: CacheActual): Observation<CacheActual> {
  const state = STATES[actual.status] ?? 'updating';
  return {
    state,
    provider_resource_id: id,
    actual,
    ...(state !== 'ready' && { message: `ElastiCache says that the cache is ${actual.status}.` }),
  };
}

/** A cluster, or a member of a group. @throws CloudError */
export async function clusterNamed(context: ManagerContext, name: string): Promise<CacheCluster | undefined> {
  const { DescribeCacheClustersCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new DescribeCacheClustersCommand({ CacheClusterId: name, ShowCacheNodeInfo: true });
  const answer = await unlessMissing(
    NO_CLUSTER,
    call(context, 'elasticache:DescribeCacheClusters', async () => await client.send(command)),
  );
  return answer?.CacheClusters?.find(({ CacheClusterId }) => CacheClusterId === name);
}

/** ElastiCache tells the tags of a resource that is available, and of no other. @throws CloudError */
export async function tagsOf(context: ManagerContext, arn: string | undefined): Promise<readonly Tag[]> {
  const { ListTagsForResourceCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const command = new ListTagsForResourceCommand({ ResourceName: arn });
  const { TagList = [] } = await call(context, 'elasticache:ListTagsForResource', async () => await client.send(command));
  return TagList;
}

/** The observation with the tags, where ElastiCache tells them. @throws CloudError */
export async function withTags(context: ManagerContext, seen: Observation<CacheActual>): Promise<Observation<CacheActual>> {
  if (seen.state === 'absent' || seen.actual.status !== AVAILABLE) return seen;
  return { ...seen, tags: tagsByKey(await tagsOf(context, seen.actual.arn)) };
}

export async function retagCache(context: ManagerContext, ResourceName: string | undefined, change: TagChange): Promise<void> {
  const { AddTagsToResourceCommand, RemoveTagsFromResourceCommand } = await import('@aws-sdk/client-elasticache');
  const client = await cacheClient(context);
  const add = (Tags: Tag[]) => client.send(new AddTagsToResourceCommand({ ResourceName, Tags }));
  const takeAway = (TagKeys: string[]) => client.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys }));
  await changeTags(
    change,
    async (tags) => await call(context, 'elasticache:AddTagsToResource', async () => await add(tags)),
    async (keys) => await call(context, 'elasticache:RemoveTagsFromResource', async () => await takeAway(keys)),
  );
}

/** The fields that a cluster tells, and a group does not. */
export const placeOf = (cluster: CacheCluster | undefined) => ({
  version: cluster?.EngineVersion,
  maintenance_window: cluster?.PreferredMaintenanceWindow?.toLowerCase(),
  subnet_group: cluster?.CacheSubnetGroupName,
  security_groups: cluster?.SecurityGroups?.flatMap(({ SecurityGroupId: id }) => id ?? []).toSorted(),
});
