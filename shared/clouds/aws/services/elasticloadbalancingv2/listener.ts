/** Listeners of every load balancer of a region. */
import { defineType, inBatches, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  kind: 'listener',
  parents: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  list: paged('DescribeListeners', 'Listeners', { PageSize: 400 }, { from: { LoadBalancerArn: 'LoadBalancerArn' } }),
  gone: ['ListenerNotFoundException', 'ListenerNotFound'],
  id: 'ListenerArn',
  nativeId: 'ListenerArn',
  tags: 'Tags',
  relationships: [
    inside('AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerArn'),
    uses(
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'DefaultActions[].TargetGroupArn',
      'DefaultActions[].ForwardConfig.TargetGroups[].TargetGroupArn',
    ),
    uses('AWS::CertificateManager::Certificate', 'Certificates[].CertificateArn'),
    uses('AWS::ElasticLoadBalancingV2::TrustStore', 'MutualAuthentication.TrustStoreArn'),
  ],
  batch: {
    Tags: inBatches('DescribeTags', { ResourceArns: 'ListenerArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
  },
  // No answer has held the client secret yet, but AWS does not promise that.
  drop: ['DefaultActions[].AuthenticateOidcConfig.ClientSecret'],
});
