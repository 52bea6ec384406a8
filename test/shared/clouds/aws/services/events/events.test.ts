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
  {
    type: 'AWS::Events::Rule',
    id: 'default/.+',
    arn: 'events:<region>:<account>:rule/.+',
    relations: ['forwards_to AWS::Lambda::Function', 'in AWS::Events::EventBus'],
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

it('relates a rule to its targets by what their ARNs say that they are, and to their dead-letter queues', async () => {
  const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:111122223333:${resource}`;
  const Targets = [
    { Id: 'topic', Arn: arn('sns', 'orders'), DeadLetterConfig: { Arn: arn('sqs', 'lost') } },
    { Id: 'queue', Arn: arn('sqs', 'orders') },
    { Id: 'alias', Arn: arn('lambda', 'function:orders:live') },
    { Id: 'log', Arn: arn('logs', 'log-group:/aws/events/orders:*') },
    { Id: 'stage', Arn: arn('execute-api', 'a1b2c3/prod/POST/orders') },
    { Id: 'bus', Arn: arn('events', 'event-bus/central') },
  ];
  const aws = new SampledAws({
    ListRules: { Rules: [{ Name: 'r', Arn: arn('events', 'rule/r'), EventBusName: 'default' }] },
    ListTargetsByRule: { Targets },
    ListTagsForResource: { Tags: [] },
  });
  const [rule] = await fetchAll(typeCalled('AWS::Events::Rule'), aws);

  expect(rule?.relationships.toSorted((a, b) => (a.type + a.id < b.type + b.id ? -1 : 1))).toEqual([
    { relation: 'forwards_to', type: 'AWS::Events::EventBus', id: arn('events', 'event-bus/central') },
    { relation: 'in', type: 'AWS::Events::EventBus', id: 'default' },
    { relation: 'forwards_to', type: 'AWS::Lambda::Function', id: arn('lambda', 'function:orders') },
    { relation: 'forwards_to', type: 'AWS::Logs::LogGroup', id: arn('logs', 'log-group:/aws/events/orders') },
    { relation: 'forwards_to', type: 'AWS::SNS::Topic', id: arn('sns', 'orders') },
    { relation: 'uses', type: 'AWS::SQS::Queue', id: arn('sqs', 'lost') },
    { relation: 'forwards_to', type: 'AWS::SQS::Queue', id: arn('sqs', 'orders') },
  ]);
});

it('keeps the names of the parameters that a target gets, and not their values', async () => {
  const PipelineParameterList = [{ Name: 'token', Value: 'not-stored' }];
  const aws = new SampledAws({
    ListRules: { Rules: [{ Name: 'r', Arn: 'arn:aws:events:us-east-1:111122223333:rule/r', EventBusName: 'default' }] },
    ListTargetsByRule: { Targets: [{ Id: 'a', Arn: 'arn', SageMakerPipelineParameters: { PipelineParameterList } }] },
    ListTagsForResource: { Tags: [] },
  });

  const [rule] = await fetchAll(typeCalled('AWS::Events::Rule'), aws);

  expect(rule?.config['Targets']).toEqual([
    { Id: 'a', Arn: 'arn', SageMakerPipelineParameters: { PipelineParameterList: [{ Name: 'token' }] } },
  ]);
});
