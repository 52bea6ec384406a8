/** Groups of subnets of a region that databases and clusters are put in, those of Neptune and DocumentDB included. */
import { defineType, inside, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::RDS::DBSubnetGroup',
  kind: 'other',
  list: paged('DescribeDBSubnetGroups', 'DBSubnetGroups', { MaxRecords: 100 }),
  id: 'DBSubnetGroupName',
  nativeId: 'DBSubnetGroupArn',
  name: 'DBSubnetGroupName',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), inside('AWS::EC2::Subnet', 'Subnets[].SubnetIdentifier')],
  batch: { Tags: tagsByArn('DBSubnetGroupArn') },
});
