/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ElastiCacheClient, DescribeCacheClustersCommand, DescribeCacheSubnetGroupsCommand, DescribeReplicationGroupsCommand, DescribeServerlessCachesCommand, DescribeSnapshotsCommand, DescribeUserGroupsCommand, DescribeUsersCommand, ListTagsForResourceCommand } from '@aws-sdk/client-elasticache';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import cacheClusterType from './cache-cluster.ts';
import replicationGroupType from './replication-group.ts';
import serverlessCacheType from './serverless-cache.ts';
import snapshotType from './snapshot.ts';
import subnetGroupType from './subnet-group.ts';
import userGroupType from './user-group.ts';
import userType from './user.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ElastiCacheClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeCacheClusters: DescribeCacheClustersCommand, DescribeCacheSubnetGroups: DescribeCacheSubnetGroupsCommand, DescribeReplicationGroups: DescribeReplicationGroupsCommand, DescribeServerlessCaches: DescribeServerlessCachesCommand, DescribeSnapshots: DescribeSnapshotsCommand, DescribeUserGroups: DescribeUserGroupsCommand, DescribeUsers: DescribeUsersCommand, ListTagsForResource: ListTagsForResourceCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [cacheClusterType, replicationGroupType, serverlessCacheType, snapshotType, subnetGroupType, userGroupType, userType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
