/** Access control lists of a region: which users a cluster lets in. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::MemoryDB::ACL',
  kind: 'policy',
  list: paged('DescribeACLs', 'ACLs', { MaxResults: 50 }),
  id: 'Name',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [uses('AWS::MemoryDB::User', 'UserNames[]')],
  details: { Tags: read('ListTags', { ResourceArn: 'ARN' }, 'TagList', { absent: ['ACLNotFoundFault'] }) },
});
