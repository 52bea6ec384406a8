/** Streams of metrics that leave a region. */
import { defineType, paged, relation } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::CloudWatch::MetricStream',
  kind: 'stream',
  list: paged('ListMetricStreams', 'Entries', { MaxResults: 500 }),
  id: 'Name',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  relationships: [relation('forwards_to', 'AWS::KinesisFirehose::DeliveryStream', 'FirehoseArn')],
  batch: { Tags: tagsByArn('Arn') },
});
