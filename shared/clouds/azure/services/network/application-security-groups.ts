/** Application security groups: names for sets of interfaces in rules. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/applicationSecurityGroups',
  kind: 'group',
  list: armList('Microsoft.Network/applicationSecurityGroups', '2025-05-01'),
  tags: 'tags',
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
