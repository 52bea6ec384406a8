/** Clusters of a region that keep the answers of DynamoDB in memory. */
import { defineType, paged, readAll, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DAX::Cluster',
  kind: 'database',
  list: paged('DescribeClusters', 'Clusters', { MaxResults: 100 }),
  gone: ['ClusterNotFoundFault'],
  id: 'ClusterName',
  nativeId: 'ClusterArn',
  name: 'ClusterName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'IamRoleArn'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[].SecurityGroupIdentifier'),
    uses('AWS::SNS::Topic', 'NotificationConfiguration.TopicArn'),
  ],
  details: { Tags: readAll('ListTags', { ResourceName: 'ClusterArn' }, 'Tags') },
  // They change during maintenance.
  volatile: [
    'Status',
    'ActiveNodes',
    'NodeIdsToRemove',
    'Nodes[].NodeStatus',
    'Nodes[].ParameterGroupStatus',
    'ParameterGroup.ParameterApplyStatus',
    'ParameterGroup.NodeIdsToReboot',
  ],
});
