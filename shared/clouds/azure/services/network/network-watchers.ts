/** Network watchers, one for each region in use. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/networkWatchers',
  kind: 'settings',
  list: armList('Microsoft.Network/networkWatchers', '2025-05-01'),
  tags: 'tags',
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
