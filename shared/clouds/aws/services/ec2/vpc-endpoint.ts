/** VPC endpoints of a region with their policies. Deleted ones are left out. */
import { arn, defineType, inside, paged, relation, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPCEndpoint',
  kind: 'private_endpoint',
  list: paged('DescribeVpcEndpoints', 'VpcEndpoints', { MaxResults: 1000 }),
  // EC2 writes the states of some kinds of endpoints in small letters.
  only: { path: 'State', not: ['deleted', 'Deleted'] },
  id: 'VpcEndpointId',
  nativeId: arn('vpc-endpoint/{VpcEndpointId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  owner: 'OwnerId',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    relation('attached_to', 'AWS::EC2::RouteTable', 'RouteTableIds[]'),
    uses('AWS::EC2::SecurityGroup', 'Groups[].GroupId'),
    uses('AWS::EC2::NetworkInterface', 'NetworkInterfaceIds[]'),
  ],
  documents: ['PolicyDocument'],
});
