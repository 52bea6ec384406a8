/** Fleets of a region, whose instances stream applications to people. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AppStream::Fleet',
  kind: 'virtual_machine_group',
  list: paged('DescribeFleets', 'Fleets'),
  gone: ['ResourceNotFoundException'],
  id: 'Name',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'VpcConfig.SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcConfig.SecurityGroupIds[]'),
    uses('AWS::IAM::Role', 'IamRoleArn'),
  ],
  details: { Tags: read('ListTagsForResource', { ResourceArn: 'Arn' }, 'Tags') },
  // How many people use it now, and what goes wrong with its instances.
  volatile: ['ComputeCapacityStatus', 'FleetErrors'],
});
