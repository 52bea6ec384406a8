/** Application, network and gateway load balancers of a region. */
import { defineType, inBatches, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  kind: 'load_balancer',
  list: paged('DescribeLoadBalancers', 'LoadBalancers', { PageSize: 100 }),
  gone: ['LoadBalancerNotFoundException', 'LoadBalancerNotFound'],
  id: 'LoadBalancerArn',
  nativeId: 'LoadBalancerArn',
  name: 'LoadBalancerName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    inside('AWS::EC2::Subnet', 'AvailabilityZones[].SubnetId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[]'),
    uses('AWS::EC2::EIP', 'AvailabilityZones[].LoadBalancerAddresses[].AllocationId'),
  ],
  batch: {
    Tags: inBatches('DescribeTags', { ResourceArns: 'LoadBalancerArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
  },
  details: { Attributes: read('DescribeLoadBalancerAttributes', { LoadBalancerArn: 'LoadBalancerArn' }, 'Attributes') },
  // The state changes during provisioning and failures.
  volatile: ['State'],
});
