/** Frameworks of AWS Backup Audit Manager in a region. */
import { defineType, paged, read } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Backup::Framework',
  kind: 'policy',
  list: paged('ListFrameworks', 'Frameworks', { MaxResults: 1000 }),
  describe: read('DescribeFramework', { FrameworkName: 'FrameworkName' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'FrameworkName',
  nativeId: 'FrameworkArn',
  name: 'FrameworkName',
  tags: 'Tags',
  batch: { Tags: tagsByArn('FrameworkArn') },
  drop: ['IdempotencyToken'],
});
