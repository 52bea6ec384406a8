/** Conformance packs of a region: sets of rules that are kept together. */
import { defineType, paged, readAll, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Config::ConformancePack',
  kind: 'policy',
  list: paged('DescribeConformancePacks', 'ConformancePackDetails', { Limit: 20 }),
  id: 'ConformancePackName',
  nativeId: 'ConformancePackArn',
  name: 'ConformancePackName',
  tags: 'Tags',
  relationships: [relation('writes_to', 'AWS::S3::Bucket', 'DeliveryS3Bucket')],
  details: {
    Tags: readAll('ListTagsForResource', { ResourceArn: 'ConformancePackArn' }, 'Tags', { absent: ['ResourceNotFoundException'] }),
  },
});
