/** NAT gateways of a region. Deleted ones are left out, though EC2 lists them for about another hour. */
import { arn, defineType, inside, paged, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::NatGateway',
  kind: 'gateway',
  list: paged('DescribeNatGateways', 'NatGateways', { MaxResults: 1000 }),
  only: { path: 'State', not: ['deleted'] },
  id: 'NatGatewayId',
  nativeId: arn('natgateway/{NatGatewayId}'),
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetId'),
    uses('AWS::EC2::EIP', 'NatGatewayAddresses[].AllocationId'),
    uses('AWS::EC2::NetworkInterface', 'NatGatewayAddresses[].NetworkInterfaceId'),
  ],
});
