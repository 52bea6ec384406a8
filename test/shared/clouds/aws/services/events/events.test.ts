import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const BUS = typeCalled('AWS::Events::EventBus');

it.each([
  {
    type: 'AWS::Events::EventBus',
    id: 'default|.+-orders',
    arn: 'events:<region>:<account>:event-bus/(default|.+-orders)',
    relations: ['uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::Events::Endpoint',
    id: '.+-orders',
    arn: 'events:<region>:<account>:endpoint/.+-orders',
    relations: ['uses AWS::Events::EventBus', 'uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('follows the pages of buses', async () => {
  const bus = (name: string): object => ({ Name: name, Arn: `arn:aws:events:us-east-1:1:event-bus/${name}` });
  const aws = new SampledAws({
    ListEventBuses: ({ input }: CloudCall) =>
      input['NextToken'] === undefined ? { EventBuses: [bus('a')], NextToken: 'more' } : { EventBuses: [bus('b')] },
    DescribeEventBus: ({ input }: CloudCall) => bus(String(input['Name'])),
    ListTagsForResource: { Tags: [] },
  });

  expect((await fetchAll(BUS, aws)).map(({ resource_id }) => resource_id)).toEqual(['a', 'b']);
});

it('keeps the policy that the list tells where a bus may not be described', async () => {
  const aws = new SampledAws({ DescribeEventBus: new AnsweredError('AccessDeniedException', 'No.', 400) });
  const bus = (await fetchAll(BUS, aws)).find(({ resource_id }) => resource_id === 'default');

  expect(bus?.config['Policy']).toMatchObject({ Version: '2012-10-17' });
  expect(Object.keys(bus?.unread ?? {})).toEqual(['*']);
});
