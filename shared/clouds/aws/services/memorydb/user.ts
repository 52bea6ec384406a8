/** Users of MemoryDB in a region, with what they may do. Passwords are never part of an answer. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::MemoryDB::User',
  kind: 'credential',
  list: paged('DescribeUsers', 'Users', { MaxResults: 50 }),
  id: 'Name',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  details: { Tags: read('ListTags', { ResourceArn: 'ARN' }, 'TagList', { absent: ['UserNotFoundFault'] }) },
});
