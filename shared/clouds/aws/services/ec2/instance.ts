/**
 * Virtual machines of a region. Terminated ones are left out, though EC2 lists them for about another hour. User data is
 * not read, because it often holds secrets.
 */
import { arn, defineType, inside, paged, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Instance',
  kind: 'virtual_machine',
  list: paged('DescribeInstances', 'Reservations[].Instances', { MaxResults: 500 }),
  only: { path: 'State.Name', not: ['terminated'] },
  id: 'InstanceId',
  nativeId: arn('instance/{InstanceId}'),
  name: tag('Name'),
  tags: 'Tags',
  // All lists are sets: interfaces carry their device index, and a flag marks the primary address.
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetId'),
    inside('AWS::EC2::Host', 'Placement.HostId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[].GroupId', 'NetworkInterfaces[].Groups[].GroupId'),
    uses('AWS::EC2::Volume', 'BlockDeviceMappings[].Ebs.VolumeId'),
    uses('AWS::IAM::InstanceProfile', 'IamInstanceProfile.Arn'),
    uses('AWS::EC2::Image', 'ImageId'),
  ],
});
