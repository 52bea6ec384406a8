import { describe, expect, it } from '@jest/globals';
import { list, type Statement, synthesized } from './templates.ts';

const BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/muster';
const { platform } = synthesized({ 'muster:event-bus': BUS });
const topic = platform.one('AWS::SNS::Topic', 'Events');
const statementsOf = (id: string): readonly Statement[] =>
  platform.identityStatements(platform.target(platform.one('AWS::Lambda::Function', id).Properties['Role']));

describe('the topic of events', () => {
  it('is muster-events, encrypted, and refuses plain HTTP', () => {
    expect(topic.Properties['TopicName']).toBe('muster-events');
    expect(JSON.stringify(topic.Properties['KmsMasterKeyId'])).toContain(':alias/aws/sns');
    expect(platform.one('AWS::SNS::TopicPolicy', 'Events').Properties['PolicyDocument'].Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('is named in the outputs, so that people can subscribe', () => {
    const outputs = Object.entries(platform.outputs).flatMap(([id, { Value }]) => (id.startsWith('EventsTopicArn') ? [Value] : []));
    expect(outputs.map((value) => platform.target(value))).toEqual([topic]);
  });

  it('may be published to by the functions whose writes cause events, and by no other', () => {
    const publishers = platform
      .ofType('AWS::Lambda::Function')
      .filter(({ id }) => statementsOf(id).some(({ Action }) => list(Action).includes('sns:Publish')));
    expect(publishers.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'InventoryWorker',
      'ScanWorker',
      'ExportWorker',
      'DeadLetterHandler',
      'Poller',
      'ApiHandler',
    ]);
    for (const { id } of publishers) {
      const publishing = statementsOf(id).filter(({ Action }) => list(Action).includes('sns:Publish'));
      expect(publishing.map(({ Resource }) => platform.target(Resource))).toEqual([topic]);
    }
  });

  it('tells of findings from the severity of the context on', () => {
    const severity = (context: object = {}) =>
      synthesized({ ...context }).platform.one('AWS::Lambda::Function', 'ScanWorker').Properties['Environment'].Variables
        .MUSTER_EVENT_SEVERITY;
    expect(severity()).toBe('high');
    expect(severity({ 'muster:event-severity': 'low' })).toBe('low');
    expect(() => severity({ 'muster:event-severity': 'grave' })).toThrow(/muster:event-severity is "grave"; it takes the least severity/);
  });
});

describe('a subscriber', () => {
  const subscriptions = platform.ofType('AWS::SNS::Subscription').filter(({ Properties }) => Properties['Protocol'] === 'sqs');

  it.each(['Notifier', 'EventForwarder'])('%s has a queue of its own, which gets events as they are', (name) => {
    const queue = platform.one('AWS::SQS::Queue', `${name}SubscriberQueue`);
    const deadLetters = platform.one('AWS::SQS::Queue', `${name}SubscriberDeadLetters`);
    const own = subscriptions.filter(({ Properties }) => platform.target(Properties['Endpoint']) === queue);

    expect(own).toHaveLength(1);
    expect(platform.target(own[0]!.Properties['TopicArn'])).toBe(topic);
    expect(own[0]!.Properties['RawMessageDelivery']).toBe(true);
    expect(platform.target(own[0]!.Properties['RedrivePolicy'].deadLetterTargetArn)).toBe(deadLetters);
    expect(platform.target(queue.Properties['RedrivePolicy'].deadLetterTargetArn)).toBe(deadLetters);
  });

  it.each(['Notifier', 'EventForwarder'])('%s may send to its own dead letters, and to no other queue', (name) => {
    const sending = statementsOf(name).filter(({ Action }) => list(Action).includes('sqs:SendMessage'));
    expect(sending.map(({ Resource }) => platform.target(Resource))).toEqual([
      platform.one('AWS::SQS::Queue', `${name}SubscriberDeadLetters`),
    ]);
  });

  it('lets only the topic send to its queue', () => {
    const sending = platform
      .ofType('AWS::SQS::QueuePolicy')
      .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement as Statement[])
      .filter(({ Effect, Action }) => Effect === 'Allow' && list(Action).includes('sqs:SendMessage'));
    expect(sending.length).toBeGreaterThanOrEqual(2);
    for (const { Principal, Condition } of sending) {
      expect(Principal).toEqual({ Service: 'sns.amazonaws.com' });
      expect(platform.target(Condition?.['ArnEquals']?.['aws:SourceArn'])).toBe(topic);
    }
  });
});

describe('a bus of EventBridge', () => {
  it('gets events from a function that may put them on this bus only', () => {
    const putting = statementsOf('EventForwarder').filter(({ Action }) => list(Action).includes('events:PutEvents'));
    expect(putting.map(({ Resource }) => Resource)).toEqual([BUS]);
  });

  it('is not in the stack unless the context names one', () => {
    const { platform: plain } = synthesized();
    expect(plain.ofType('AWS::Lambda::Function').filter(({ id }) => id.startsWith('EventForwarder'))).toEqual([]);
    expect(() => synthesized({ 'muster:event-bus': 'muster' })).toThrow(/muster:event-bus is "muster"; it takes the ARN/);
  });
});
