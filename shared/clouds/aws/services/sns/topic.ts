/** Topics of a region with their policies. SNS answers with every attribute as a string. */
import { defineType, lastPart, paged, read, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** The kinds of subscriptions whose deliveries a topic may log, each by two roles. */
const LOGGED = ['HTTP', 'Lambda', 'SQS', 'Firehose', 'Application'];

export default defineType({
  type: 'AWS::SNS::Topic',
  kind: 'topic',
  list: paged('ListTopics', 'Topics'),
  describe: read('GetTopicAttributes', { TopicArn: 'TopicArn' }, 'Attributes'),
  gone: ['NotFoundException'],
  id: 'TopicArn',
  nativeId: 'TopicArn',
  name: lastPart('TopicArn', ':'),
  tags: 'Tags',
  relationships: [
    usesKey('KmsMasterKeyId'),
    uses('AWS::IAM::Role', ...LOGGED.flatMap((kind) => [`${kind}SuccessFeedbackRoleArn`, `${kind}FailureFeedbackRoleArn`])),
  ],
  batch: { Tags: tagsByArn('TopicArn') },
  // Counts of subscriptions, which are resources themselves.
  volatile: ['SubscriptionsConfirmed', 'SubscriptionsPending', 'SubscriptionsDeleted'],
  documents: ['Policy', 'DeliveryPolicy', 'EffectiveDeliveryPolicy', 'ArchivePolicy'],
});
