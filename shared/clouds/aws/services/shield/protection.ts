/** The resources of an account that Shield Advanced protects. */
import { defineType, paged, read, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Shield::Protection',
  kind: 'security_service',
  list: paged('ListProtections', 'Protections', { MaxResults: 100 }),
  gone: ['ResourceNotFoundException'],
  id: 'Id',
  nativeId: 'ProtectionArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [
    {
      ...relation('protects', 'AWS::CloudFront::Distribution', 'ResourceArn'),
      byPrefix: {
        'hostedzone/': 'AWS::Route53::HostedZone',
        'eip-allocation/': 'AWS::EC2::EIP',
        'accelerator/': 'AWS::GlobalAccelerator::Accelerator',
        'loadbalancer/app/': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        'loadbalancer/': 'AWS::ElasticLoadBalancing::LoadBalancer',
      },
    },
  ],
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ProtectionArn' }, 'Tags') },
});
