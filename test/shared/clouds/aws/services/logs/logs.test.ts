import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
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

it('drops a destination that is deleted before its tags are read', async () => {
  const type = typeCalled('AWS::Logs::Destination');
  const gone = new AnsweredError('ResourceNotFoundException', 'The specified resource does not exist.', 400);

  expect(await fetchAll(type)).not.toEqual([]);
  expect(await fetchAll(type, new SampledAws({ ListTagsForResource: gone }))).toEqual([]);
});
