/** Network interfaces of a region: those of machines, and those that AWS's services make in the account's subnets. */
import { arn, defineType, inside, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::NetworkInterface',
  kind: 'network_interface',
  list: paged('DescribeNetworkInterfaces', 'NetworkInterfaces', { MaxResults: 1000 }),
  id: 'NetworkInterfaceId',
  nativeId: arn('network-interface/{NetworkInterfaceId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'TagSet',
  // The owner of a shared subnet sees the interfaces of the accounts that use it.
  owner: 'OwnerId',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetId'),
    relation('attached_to', 'AWS::EC2::Instance', 'Attachment.InstanceId'),
    uses('AWS::EC2::SecurityGroup', 'Groups[].GroupId'),
    uses('AWS::EC2::EIP', 'Association.AllocationId'),
  ],
  // It passes from attaching to attached by itself.
  volatile: ['Attachment.Status'],
});
