/** Log groups of a region, without their events. */
import { arn, defineType, first, paged, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Logs::LogGroup',
  kind: 'log_group',
  list: paged('DescribeLogGroups', 'logGroups', { limit: 50 }),
  id: 'logGroupName',
  nativeId: first('logGroupArn', arn('log-group:{logGroupName}')),
  name: 'logGroupName',
  tags: 'Tags',
  relationships: [usesKey('kmsKeyId')],
  // Logs' own call reads the tags of one group: a region with more than about 4,000 groups would take longer than a worker may run.
  batch: { Tags: tagsByArn('logGroupArn') },
  // Grows with every event that is logged.
  volatile: ['storedBytes'],
});
