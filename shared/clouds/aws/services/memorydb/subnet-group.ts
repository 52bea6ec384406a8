/** Groups of subnets of a region in which clusters of MemoryDB run. */
import { defineType, inside, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::MemoryDB::SubnetGroup',
  kind: 'other',
  list: paged('DescribeSubnetGroups', 'SubnetGroups'),
  id: 'Name',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), inside('AWS::EC2::Subnet', 'Subnets[].Identifier')],
  details: { Tags: read('ListTags', { ResourceArn: 'ARN' }, 'TagList', { absent: ['SubnetGroupNotFoundFault'] }) },
});
