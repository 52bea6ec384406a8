/** Consumers of every data stream of a region that have a throughput of their own. */
import { defineType, inside, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Kinesis::StreamConsumer',
  kind: 'stream',
  parents: 'AWS::Kinesis::Stream',
  inherit: { StreamARN: 'StreamARN' },
  list: paged('ListStreamConsumers', 'Consumers', { MaxResults: 100 }, { from: { StreamARN: 'StreamARN' } }),
  gone: ['ResourceNotFoundException'],
  id: 'ConsumerARN',
  nativeId: 'ConsumerARN',
  name: 'ConsumerName',
  tags: 'Tags',
  relationships: [inside('AWS::Kinesis::Stream', 'StreamARN')],
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ConsumerARN' }, 'Tags') },
  volatile: ['ConsumerStatus'],
});
