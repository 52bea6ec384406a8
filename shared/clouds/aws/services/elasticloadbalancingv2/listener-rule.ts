/**
 * Rules of every listener of a region, without the default rule, whose actions are the listener's `DefaultActions`. The API lists them
 * for one listener at a time. The values of headers and query strings that rules ask for may be shared secrets and are not stored.
 */
import { defineType, inBatches, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  kind: 'listener',
  parents: 'AWS::ElasticLoadBalancingV2::Listener',
  inherit: { ListenerArn: 'ListenerArn' },
  list: paged('DescribeRules', 'Rules', { PageSize: 400 }, { from: { ListenerArn: 'ListenerArn' } }),
  gone: ['RuleNotFoundException', 'RuleNotFound'],
  only: { path: 'IsDefault', not: [true] },
  id: 'RuleArn',
  nativeId: 'RuleArn',
  tags: 'Tags',
  relationships: [
    inside('AWS::ElasticLoadBalancingV2::Listener', 'ListenerArn'),
    uses('AWS::ElasticLoadBalancingV2::TargetGroup', 'Actions[].TargetGroupArn', 'Actions[].ForwardConfig.TargetGroups[].TargetGroupArn'),
  ],
  batch: {
    Tags: inBatches('DescribeTags', { ResourceArns: 'RuleArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
  },
  drop: [
    // No answer has held the client secret yet, but AWS does not promise that.
    'Actions[].AuthenticateOidcConfig.ClientSecret',
    'Conditions[].HttpHeaderConfig.Values',
    'Conditions[].HttpHeaderConfig.RegexValues',
    'Conditions[].QueryStringConfig.Values',
  ],
});
