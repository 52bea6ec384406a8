import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::ElasticBeanstalk::Environment',
    id: 'e-[a-z2-7]{10}',
    arn: 'elasticbeanstalk:<region>:<account>:environment/.+/.+-web',
    relations: ['uses AWS::ElasticBeanstalk::Application'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('leaves out terminated environments, and reads no option settings', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::ElasticBeanstalk::Environment'), aws);

  expect(aws.called('DescribeEnvironments').map(({ input }) => input['IncludeDeleted'])).toEqual([false]);
  expect(aws.calls.map(({ operation }) => operation)).toEqual(['DescribeEnvironments', 'ListTagsForResource']);
});
