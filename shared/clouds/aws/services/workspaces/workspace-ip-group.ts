/** Groups of addresses of a region from which people reach their virtual desktops. */
import { arn, defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::WorkSpaces::WorkspaceIpGroup',
  kind: 'firewall',
  list: paged('DescribeIpGroups', 'Result', { MaxResults: 25 }),
  id: 'groupId',
  nativeId: arn('workspaceipgroup/{groupId}'),
  name: 'groupName',
  tags: 'Tags',
  details: { Tags: read('DescribeTags', { ResourceId: 'groupId' }, 'TagList') },
});
