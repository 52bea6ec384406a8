/** Destinations of a region to which other accounts send their logs, with the policy that says which. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::Destination',
  kind: 'subscription',
  list: paged('DescribeDestinations', 'destinations', { limit: 50 }),
  gone: ['ResourceNotFoundException'],
  id: 'destinationName',
  nativeId: 'arn',
  name: 'destinationName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'roleArn'),
    {
      relation: 'forwards_to',
      type: 'AWS::Kinesis::Stream',
      paths: ['targetArn'],
      byPrefix: { 'deliverystream/': 'AWS::KinesisFirehose::DeliveryStream' },
    },
  ],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'arn' }, 'tags') },
  documents: ['accessPolicy'],
});
