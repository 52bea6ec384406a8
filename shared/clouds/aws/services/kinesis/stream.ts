/** Data streams of a region. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Kinesis::Stream',
  kind: 'stream',
  list: paged('ListStreams', 'StreamSummaries', { Limit: 100 }, { token: ['NextToken', 'NextToken'] }),
  describe: read('DescribeStreamSummary', { StreamARN: 'StreamARN' }, 'StreamDescriptionSummary'),
  gone: ['ResourceNotFoundException'],
  id: 'StreamName',
  nativeId: 'StreamARN',
  name: 'StreamName',
  tags: 'Tags',
  relationships: [usesKey('KeyId')],
  batch: { Tags: tagsByArn('StreamARN') },
  // A stream on demand grows and shrinks by itself; consumers come and go.
  volatile: ['OpenShardCount', 'ConsumerCount', 'WarmThroughput'],
});
