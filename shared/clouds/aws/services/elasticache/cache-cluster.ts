/** Cache nodes of a region: each node of a replication group, and Memcached clusters. */
import { defineType, memberOf, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ElastiCache::CacheCluster',
  kind: 'cache',
  list: paged('DescribeCacheClusters', 'CacheClusters', { ShowCacheNodeInfo: true, MaxRecords: 100 }),
  id: 'CacheClusterId',
  nativeId: 'ARN',
  name: 'CacheClusterId',
  tags: 'Tags',
  relationships: [
    memberOf('AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId'),
    uses('AWS::ElastiCache::SubnetGroup', 'CacheSubnetGroupName'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[].SecurityGroupId'),
  ],
  batch: { Tags: tagsByArn('ARN') },
  // They change during maintenance.
  volatile: ['CacheClusterStatus', 'PendingModifiedValues', 'CacheNodes[].CacheNodeStatus', 'CacheNodes[].ParameterGroupStatus'],
});
