/** Elastic IP addresses of a region, those that AWS services manage in the account among them (`ServiceManaged`). */
import { arn, defineType, first, listed, relation, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::EIP',
  kind: 'public_address',
  list: listed('DescribeAddresses', 'Addresses'),
  id: 'AllocationId',
  nativeId: arn('elastic-ip/{AllocationId}'),
  name: first(tag('Name'), 'PublicIp'),
  tags: 'Tags',
  relationships: [
    relation('attached_to', 'AWS::EC2::NetworkInterface', 'NetworkInterfaceId'),
    relation('attached_to', 'AWS::EC2::Instance', 'InstanceId'),
  ],
});
