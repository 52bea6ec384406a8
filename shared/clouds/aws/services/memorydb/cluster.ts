/** Clusters of MemoryDB of a region, without their shards and nodes. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::MemoryDB::Cluster',
  kind: 'cache',
  list: paged('DescribeClusters', 'Clusters'),
  gone: ['ClusterNotFoundFault'],
  id: 'Name',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[].SecurityGroupId'),
    uses('AWS::MemoryDB::SubnetGroup', 'SubnetGroupName'),
    uses('AWS::MemoryDB::ACL', 'ACLName'),
    uses('AWS::MemoryDB::ParameterGroup', 'ParameterGroupName'),
    uses('AWS::SNS::Topic', 'SnsTopicArn'),
    usesKey('KmsKeyId'),
  ],
  details: { Tags: read('ListTags', { ResourceArn: 'ARN' }, 'TagList') },
  // A change of the cluster, or an update that AWS offers, sets them.
  volatile: ['Status', 'PendingUpdates', 'ParameterGroupStatus', 'SecurityGroups[].Status', 'SnsTopicStatus'],
});
