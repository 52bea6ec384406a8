/** Groups of users of caches in a region, and the caches that they may use. */
import { defineType, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ElastiCache::UserGroup',
  kind: 'group',
  list: paged('DescribeUserGroups', 'UserGroups', { MaxRecords: 100 }),
  id: 'UserGroupId',
  nativeId: 'ARN',
  name: 'UserGroupId',
  tags: 'Tags',
  relationships: [uses('AWS::ElastiCache::ReplicationGroup', 'ReplicationGroups[]')],
  batch: { Tags: tagsByArn('ARN') },
});
