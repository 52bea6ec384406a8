/** Subnet groups of Redshift clusters. */
import { arn, defineType, inside, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Redshift::ClusterSubnetGroup',
  kind: 'other',
  list: paged('DescribeClusterSubnetGroups', 'ClusterSubnetGroups', { MaxRecords: 100 }),
  id: 'ClusterSubnetGroupName',
  nativeId: arn('subnetgroup:{ClusterSubnetGroupName}'),
  name: 'ClusterSubnetGroupName',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), inside('AWS::EC2::Subnet', 'Subnets[].SubnetIdentifier')],
});
