/** Groups of test reports of a region, and where the reports are exported to. */
import { defineType, inBatches, paged, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CodeBuild::ReportGroup',
  kind: 'other',
  list: paged('ListReportGroups', 'reportGroups', { maxResults: 100 }, { as: 'arn' }),
  describe: inBatches('BatchGetReportGroups', { reportGroupArns: 'arn' }, 100, 'reportGroups', {
    match: 'arn',
    failures: { items: 'reportGroupsNotFound', match: '@', gone: true },
  }),
  id: 'arn',
  nativeId: 'arn',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  relationships: [uses('AWS::S3::Bucket', 'exportConfig.s3Destination.bucket'), usesKey('exportConfig.s3Destination.encryptionKey')],
});
