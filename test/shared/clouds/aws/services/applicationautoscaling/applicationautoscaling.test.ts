import { describe, expect, it } from '@jest/globals';
import { ServiceNamespace } from '@aws-sdk/client-application-auto-scaling';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

it.each([
  {
    type: TARGET,
    id: 'dynamodb/table/.+-limits/dynamodb:table:(Read|Write)CapacityUnits',
    arn: 'application-autoscaling:<region>:<account>:scalable-target/[0-9a-f]{34}',
    relations: ['uses AWS::IAM::Role'],
  },
  {
    type: POLICY,
    id: 'arn:.+',
    arn: 'autoscaling:<region>:<account>:scalingPolicy:[0-9a-f-]{36}:resource/dynamodb/table/.+:policyName/(Read|Write)',
    relations: [`in ${TARGET}`],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

describe.each([
  [TARGET, 'DescribeScalableTargets'],
  [POLICY, 'DescribeScalingPolicies'],
])('%s', (type, operation) => {
  it('is asked for in every service that the SDK knows', async () => {
    const aws = new SampledAws();
    await fetchAll(typeCalled(type), aws);

    const asked = aws.called(operation).map(({ input }) => input['ServiceNamespace']);
    expect(asked).toHaveLength(Object.values(ServiceNamespace).length);
    expect(new Set(asked)).toEqual(new Set(Object.values(ServiceNamespace)));
  });
});

it('lets a table have a target for its reads and one for its writes', async () => {
  const targets = ['dynamodb:table:ReadCapacityUnits', 'dynamodb:table:WriteCapacityUnits'].map((ScalableDimension) => ({
    ServiceNamespace: 'dynamodb',
    ResourceId: 'table/a',
    ScalableDimension,
  }));
  const aws = new SampledAws({
    DescribeScalableTargets: ({ input }) => ({ ScalableTargets: input['ServiceNamespace'] === 'dynamodb' ? targets : [] }),
  });

  expect((await fetchAll(typeCalled(TARGET), aws)).map(({ resource_id }) => resource_id)).toEqual([
    'dynamodb/table/a/dynamodb:table:ReadCapacityUnits',
    'dynamodb/table/a/dynamodb:table:WriteCapacityUnits',
  ]);
});
