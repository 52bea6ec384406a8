/** Snapshots of caches in a region, manual and automated ones. */
import { defineType, inside, paged, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ElastiCache::Snapshot',
  kind: 'snapshot',
  list: paged('DescribeSnapshots', 'Snapshots', { MaxRecords: 50 }),
  id: 'SnapshotName',
  nativeId: 'ARN',
  name: 'SnapshotName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    relation('created_from', 'AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId'),
    relation('created_from', 'AWS::ElastiCache::CacheCluster', 'CacheClusterId'),
    uses('AWS::SNS::Topic', 'TopicArn'),
    usesKey('KmsKeyId'),
  ],
  batch: { Tags: tagsByArn('ARN') },
  // It changes while the snapshot is made or copied.
  volatile: ['SnapshotStatus'],
});
