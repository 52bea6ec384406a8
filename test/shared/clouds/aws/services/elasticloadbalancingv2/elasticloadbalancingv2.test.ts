import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const rule = typeCalled('AWS::ElasticLoadBalancingV2::ListenerRule');

it.each([
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    id: 'arn:.*:targetgroup/.*',
    arn: 'elasticloadbalancing:<region>:<account>:targetgroup/[a-z-]+/[0-9a-f]{16}',
    relations: ['in AWS::EC2::VPC', 'uses AWS::ElasticLoadBalancingV2::LoadBalancer'],
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    id: 'arn:.*:listener-rule/.*',
    arn: 'elasticloadbalancing:<region>:<account>:listener-rule/app/[a-z-]+/[0-9a-f]{16}/[0-9a-f]{16}/[0-9a-f]{16}',
    relations: ['in AWS::ElasticLoadBalancingV2::Listener', 'uses AWS::ElasticLoadBalancingV2::TargetGroup'],
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TrustStore',
    id: 'arn:.*:truststore/.*',
    arn: 'elasticloadbalancing:<region>:<account>:truststore/[a-z-]+/[0-9a-f]{16}',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('has no default rules, and keeps no value of a header or a query string that a rule asks for', async () => {
  const Conditions = [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x', Values: ['hunter2'] } }];
  const Rules = [
    { RuleArn: 'arn:aws:elasticloadbalancing:x:1:listener-rule/a', IsDefault: true },
    { RuleArn: 'arn:aws:elasticloadbalancing:x:1:listener-rule/b', IsDefault: false, Conditions },
  ];
  const DescribeListeners = { Listeners: [{ ListenerArn: 'arn:aws:elasticloadbalancing:x:1:listener/a' }] };
  const found = await fetchAll(rule, new SampledAws({ DescribeListeners, DescribeRules: { Rules } }));

  expect(new Set(found.map(({ resource_id }) => resource_id))).toEqual(new Set([Rules[1]?.RuleArn]));
  expect(found[0]?.config['Conditions']).toEqual([{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x' } }]);
  const samples = await fetchAll(rule);
  expect(JSON.stringify(samples)).toContain('QueryStringConfig');
  expect(JSON.stringify(samples)).not.toContain('not-stored');
});

it('has no rules of a listener that was deleted since it was listed', async () => {
  const aws = new SampledAws({ DescribeRules: new AnsweredError('ListenerNotFound', 'No.', 400) });

  expect(await fetchAll(rule, aws)).toEqual([]);
});
