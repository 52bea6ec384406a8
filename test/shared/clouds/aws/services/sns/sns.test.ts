import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::SNS::Topic',
    id: 'arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[a-z0-9-]+-(alarms|builds)',
    arn: 'sns:<region>:<account>:[a-z0-9-]+-(alarms|builds)',
    relations: ['uses AWS::KMS::Key', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::SNS::Subscription',
    id: 'arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[a-z0-9-]+-alarms:[0-9a-f-]{36}',
    arn: 'sns:<region>:<account>:[a-z0-9-]+-alarms:[0-9a-f-]{36}',
    relations: ['member_of AWS::SNS::Topic'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('stores no endpoint of a subscription', async () => {
  const found = await fetchAll(typeCalled('AWS::SNS::Subscription'));

  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('leaves out subscriptions that have no id yet, or no more', async () => {
  const Subscriptions = ['PendingConfirmation', 'Deleted', 'arn:aws:sns:eu-west-1:111122223333:alarms:1'].map((SubscriptionArn) => ({
    SubscriptionArn,
    Protocol: 'email',
  }));
  const found = await fetchAll(typeCalled('AWS::SNS::Subscription'), new SampledAws({ ListSubscriptions: { Subscriptions } }));

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['arn:aws:sns:eu-west-1:111122223333:alarms:1']);
});

it('drops a topic that is deleted meanwhile, and keeps one whose attributes may not be read', async () => {
  const read = async (code: string, status: number) =>
    await fetchAll(typeCalled('AWS::SNS::Topic'), new SampledAws({ GetTopicAttributes: new AnsweredError(code, 'No.', status) }));

  expect(await read('NotFoundException', 404)).toEqual([]);
  const [topic] = await read('AuthorizationErrorException', 403);
  expect(topic?.unread).toMatchObject({ '*': { permission: 'sns:GetTopicAttributes' } });
});
