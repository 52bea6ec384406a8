/** Endpoints of a region by which people reach machines without public addresses. A deleted one stays listed for a while, and is left out. */
import { defineType, inside, paged, tag, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::InstanceConnectEndpoint',
  kind: 'private_endpoint',
  list: paged('DescribeInstanceConnectEndpoints', 'InstanceConnectEndpoints', { MaxResults: 50 }),
  only: { path: 'State', not: ['delete-complete'] },
  id: 'InstanceConnectEndpointId',
  nativeId: 'InstanceConnectEndpointArn',
  name: tag('Name'),
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'SubnetId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroupIds[]'),
  ],
});
