/** Groups of protected resources of an account, which Shield watches as one. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Shield::ProtectionGroup',
  kind: 'group',
  list: paged('ListProtectionGroups', 'ProtectionGroups', { MaxResults: 10000 }),
  id: 'ProtectionGroupId',
  nativeId: 'ProtectionGroupArn',
  name: 'ProtectionGroupId',
  tags: 'Tags',
  details: { Tags: read('ListTagsForResource', { ResourceARN: 'ProtectionGroupArn' }, 'Tags') },
});
