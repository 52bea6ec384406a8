/** Log groups of a region, without their events. */
import { arn, defineType, first, paged, read, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::LogGroup',
  kind: 'log_group',
  list: paged('DescribeLogGroups', 'logGroups', { limit: 50 }),
  gone: ['ResourceNotFoundException'],
  id: 'logGroupName',
  nativeId: first('logGroupArn', arn('log-group:{logGroupName}')),
  name: 'logGroupName',
  tags: 'Tags',
  relationships: [usesKey('kmsKeyId')],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'logGroupArn' }, 'tags') },
  // Grows with every event that is logged.
  volatile: ['storedBytes'],
});
