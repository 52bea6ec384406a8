/** Queues of a region. SQS answers with every attribute as a string. */
import { defineType, lastPart, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SQS::Queue',
  kind: 'queue',
  // Without a page size, SQS answers with the first 1,000 queues and no token.
  list: paged('ListQueues', 'QueueUrls', { MaxResults: 1000 }, { as: 'QueueUrl' }),
  describe: read('GetQueueAttributes', { QueueUrl: 'QueueUrl' }, 'Attributes', { input: { AttributeNames: ['All'] } }),
  gone: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
  id: 'QueueUrl',
  nativeId: 'QueueArn',
  name: lastPart('QueueUrl', '/'),
  tags: 'Tags',
  relationships: [usesKey('KmsMasterKeyId'), uses('AWS::SQS::Queue', 'RedrivePolicy.deadLetterTargetArn')],
  details: { Tags: read('ListQueueTags', { QueueUrl: 'QueueUrl' }, 'Tags') },
  volatile: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
  documents: ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'],
});
