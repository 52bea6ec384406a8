/** Users of caches in a region, with what they may do. Passwords are never part of an answer. */
import { defineType, memberOf, paged } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ElastiCache::User',
  kind: 'credential',
  list: paged('DescribeUsers', 'Users', { MaxRecords: 100 }),
  id: 'UserId',
  nativeId: 'ARN',
  name: 'UserName',
  tags: 'Tags',
  relationships: [memberOf('AWS::ElastiCache::UserGroup', 'UserGroupIds[]')],
  batch: { Tags: tagsByArn('ARN') },
});
