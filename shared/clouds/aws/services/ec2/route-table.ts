/** Route tables of a region with their routes and the subnets that they are for; `Associations[].Main` marks the main table of a VPC. */
import { arn, defineType, inside, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::RouteTable',
  kind: 'route_table',
  list: paged('DescribeRouteTables', 'RouteTables', { MaxResults: 100 }),
  id: 'RouteTableId',
  nativeId: arn('route-table/{RouteTableId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  // Routes are a set: the longest prefix decides, wherever it stands. No relationship follows `Routes[].GatewayId`: it is `local` for the VPC itself.
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    relation('attached_to', 'AWS::EC2::Subnet', 'Associations[].SubnetId'),
    uses('AWS::EC2::NatGateway', 'Routes[].NatGatewayId'),
    uses('AWS::EC2::TransitGateway', 'Routes[].TransitGatewayId'),
    uses('AWS::EC2::VPCPeeringConnection', 'Routes[].VpcPeeringConnectionId'),
    uses('AWS::EC2::EgressOnlyInternetGateway', 'Routes[].EgressOnlyInternetGatewayId'),
    uses('AWS::EC2::NetworkInterface', 'Routes[].NetworkInterfaceId'),
  ],
});
