/** Mappings of a region that hand events of queues, streams and topics to functions. */
import { arn, defineType, ofArns, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lambda::EventSourceMapping',
  kind: 'event_source',
  list: paged('ListEventSourceMappings', 'EventSourceMappings', { MaxItems: 100 }),
  gone: ['ResourceNotFoundException'],
  id: 'UUID',
  nativeId: arn('event-source-mapping:{UUID}'),
  tags: 'Tags',
  relationships: [
    uses('AWS::Lambda::Function', 'FunctionArn'),
    usesKey('KMSKeyArn'),
    ofArns('sqs:', uses('AWS::SQS::Queue', 'EventSourceArn', 'DestinationConfig.OnFailure.Destination')),
    ofArns('sns:', uses('AWS::SNS::Topic', 'DestinationConfig.OnFailure.Destination')),
    ofArns('kinesis:stream/', uses('AWS::Kinesis::Stream', 'EventSourceArn')),
  ],
  // The list answers this error where the filter is encrypted by a key that the caller may not use.
  failures: [{ error: 'FilterCriteriaError', field: 'FilterCriteria', permission: 'kms:Decrypt' }],
  details: { Tags: read('ListTags', { Resource: '$arn' }, 'Tags') },
  // How the last batch went.
  volatile: ['LastProcessingResult'],
});
