import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Logs::MetricFilter',
    id: '(/aws/lambda/.+-webhook:root-logins|/organization/trail:.+)',
    arn: null,
    relations: ['in AWS::Logs::LogGroup'],
  },
  { type: 'AWS::Logs::ResourcePolicy', id: 'query-logs', arn: null },
  {
    type: 'AWS::Logs::SubscriptionFilter',
    id: '/aws/lambda/.+-webhook:errors',
    arn: null,
    relations: ['forwards_to AWS::Kinesis::Stream', 'in AWS::Logs::LogGroup', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::Logs::DeliverySource',
    id: '.+-mail',
    arn: 'logs:<region>:<account>:delivery-source:.+-mail',
    relations: ['logs AWS::WorkMail::Organization'],
  },
  {
    type: 'AWS::Logs::Delivery',
    id: '[0-9a-f]{16}',
    arn: 'logs:<region>:<account>:delivery:[0-9a-f]{16}',
    relations: ['created_from AWS::Logs::DeliverySource', 'forwards_to AWS::Logs::DeliveryDestination'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('tells filters of the same name in two groups apart', async () => {
  const metricFilters = ['/a', '/a/b'].map((logGroupName) => ({ logGroupName, filterName: 'b/c', filterPattern: 'ERROR' }));
  const found = await fetchAll(typeCalled('AWS::Logs::MetricFilter'), new SampledAws({ DescribeMetricFilters: { metricFilters } }));

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['/a:b/c', '/a/b:b/c']);
});

it('knows the distribution whose logs are delivered', async () => {
  const id = 'arn:aws:cloudfront::111122223333:distribution/E1';
  const aws = new SampledAws({
    DescribeDeliverySources: { deliverySources: [{ name: 'site', resourceArns: [id], tags: { team: 'web' } }] },
  });

  const { relationships, tags } = await fetchOne(typeCalled('AWS::Logs::DeliverySource'), 'site', aws);
  expect(relationships).toEqual([{ relation: 'logs', type: 'AWS::CloudFront::Distribution', id }]);
  expect(tags).toEqual({ team: 'web' });
});

it('knows a policy as data', async () => {
  const [policy] = await fetchAll(typeCalled('AWS::Logs::ResourcePolicy'));

  expect(policy?.config['policyDocument']).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
});

it('knows where events go, and that groups of other classes than the standard one have no subscription filters', async () => {
  const ACCOUNT = 'us-east-1:111122223333';
  const destinations = {
    stream: `arn:aws:kinesis:${ACCOUNT}:stream/s`,
    delivery: `arn:aws:firehose:${ACCOUNT}:deliverystream/d`,
    function: `arn:aws:lambda:${ACCOUNT}:function:f`,
    central: `arn:aws:logs:${ACCOUNT}:destination:c`,
  };
  const aws = new SampledAws({
    DescribeLogGroups: { logGroups: [{ logGroupName: '/rare' }, { logGroupName: '/usual' }] },
    DescribeSubscriptionFilters: ({ input: { logGroupName } }: CloudCall) => {
      if (logGroupName === '/rare')
        throw new AnsweredError('ValidationException', 'This operation is only supported on the Standard log class.', 400);
      return {
        subscriptionFilters: Object.entries(destinations).map(([filterName, destinationArn]) => ({
          filterName,
          logGroupName,
          destinationArn,
        })),
      };
    },
  });

  const found = await fetchAll(typeCalled('AWS::Logs::SubscriptionFilter'), aws);
  expect(
    found.map(({ resource_id, relationships }) => [resource_id, relationships.find(({ relation }) => relation === 'forwards_to')]),
  ).toEqual([
    ['/usual:stream', { relation: 'forwards_to', type: 'AWS::Kinesis::Stream', id: destinations.stream }],
    ['/usual:delivery', { relation: 'forwards_to', type: 'AWS::KinesisFirehose::DeliveryStream', id: destinations.delivery }],
    ['/usual:function', { relation: 'forwards_to', type: 'AWS::Lambda::Function', id: destinations.function }],
    ['/usual:central', { relation: 'forwards_to', type: 'AWS::Logs::Destination', id: destinations.central }],
  ]);
});
