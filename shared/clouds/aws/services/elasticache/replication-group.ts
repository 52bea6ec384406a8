/** Groups of a region of cache nodes that hold the same data (Valkey and Redis). */
import { defineType, memberOf, paged, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ElastiCache::ReplicationGroup',
  kind: 'cache',
  list: paged('DescribeReplicationGroups', 'ReplicationGroups', { MaxRecords: 100 }),
  id: 'ReplicationGroupId',
  nativeId: 'ARN',
  name: 'ReplicationGroupId',
  tags: 'Tags',
  relationships: [
    relation('consists_of', 'AWS::ElastiCache::CacheCluster', 'MemberClusters[]'),
    memberOf('AWS::ElastiCache::GlobalReplicationGroup', 'GlobalReplicationGroupInfo.GlobalReplicationGroupId'),
    uses('AWS::ElastiCache::UserGroup', 'UserGroupIds[]'),
    usesKey('KmsKeyId'),
  ],
  batch: { Tags: tagsByArn('ARN') },
  // They change during maintenance, and nodes change roles when one fails.
  volatile: ['Status', 'PendingModifiedValues', 'NodeGroups[].Status', 'NodeGroups[].NodeGroupMembers[].CurrentRole'],
});
