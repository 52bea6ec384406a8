/** Event buses of a region with their policies: the default one, the account's own and those of partners. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Events::EventBus',
  kind: 'event_bus',
  list: paged('ListEventBuses', 'EventBuses', { Limit: 100 }),
  // The list says nothing of keys, logs and undelivered events.
  describe: read('DescribeEventBus', { Name: 'Name' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'Name',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  relationships: [usesKey('KmsKeyIdentifier'), uses('AWS::SQS::Queue', 'DeadLetterConfig.Arn')],
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'Arn' }, 'Tags') },
  documents: ['Policy'],
});
