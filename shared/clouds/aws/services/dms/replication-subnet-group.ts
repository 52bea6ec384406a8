/** Groups of subnets of a region in which replication instances run. */
import { arn, defineType, inside, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::DMS::ReplicationSubnetGroup',
  kind: 'other',
  list: paged('DescribeReplicationSubnetGroups', 'ReplicationSubnetGroups', { MaxRecords: 100 }),
  id: 'ReplicationSubnetGroupIdentifier',
  nativeId: arn('subgrp:{ReplicationSubnetGroupIdentifier}'),
  name: 'ReplicationSubnetGroupIdentifier',
  tags: 'Tags',
  relationships: [inside('AWS::EC2::VPC', 'VpcId'), inside('AWS::EC2::Subnet', 'Subnets[].SubnetIdentifier')],
  batch: { Tags: tagsByArn('$arn') },
});
