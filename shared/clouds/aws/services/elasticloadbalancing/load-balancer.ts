/** Classic load balancers of a region. `PolicyDescriptions` are all policies that they have, of listeners and of others. */
import { arn, defineType, inBatches, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticLoadBalancing::LoadBalancer',
  kind: 'load_balancer',
  list: paged('DescribeLoadBalancers', 'LoadBalancerDescriptions', { PageSize: 400 }),
  gone: ['AccessPointNotFoundException', 'LoadBalancerNotFound'],
  id: 'LoadBalancerName',
  nativeId: arn('loadbalancer/{LoadBalancerName}'),
  name: 'LoadBalancerName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VPCId'),
    inside('AWS::EC2::Subnet', 'Subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[]'),
    {
      ...uses('AWS::CertificateManager::Certificate', 'ListenerDescriptions[].Listener.SSLCertificateId'),
      byPrefix: { 'server-certificate/': 'AWS::IAM::ServerCertificate' },
    },
  ],
  batch: {
    Tags: inBatches('DescribeTags', { LoadBalancerNames: 'LoadBalancerName' }, 20, 'TagDescriptions', {
      match: 'LoadBalancerName',
      take: 'Tags',
    }),
  },
  details: {
    Attributes: read('DescribeLoadBalancerAttributes', { LoadBalancerName: 'LoadBalancerName' }, 'LoadBalancerAttributes'),
    PolicyDescriptions: read('DescribeLoadBalancerPolicies', { LoadBalancerName: 'LoadBalancerName' }, 'PolicyDescriptions'),
  },
  // Scaling registers instances and takes them away.
  volatile: ['Instances'],
});
