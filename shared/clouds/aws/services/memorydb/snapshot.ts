/** Snapshots of clusters of MemoryDB in a region, manual and automated ones. */
import { defineType, inside, paged, read, relation, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::MemoryDB::Snapshot',
  kind: 'snapshot',
  list: paged('DescribeSnapshots', 'Snapshots', { MaxResults: 50 }),
  gone: ['SnapshotNotFoundFault'],
  id: 'Name',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'ClusterConfiguration.VpcId'),
    relation('created_from', 'AWS::MemoryDB::Cluster', 'ClusterConfiguration.Name'),
    usesKey('KmsKeyId'),
  ],
  details: { Tags: read('ListTags', { ResourceArn: 'ARN' }, 'TagList') },
  // It changes while the snapshot is made or copied.
  volatile: ['Status'],
});
