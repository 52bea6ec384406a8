/** Route tables with their routes. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/routeTables',
  kind: 'route_table',
  list: armList('Microsoft.Network/routeTables', '2025-05-01'),
  tags: 'tags',
  relationships: [relation('serves', 'Microsoft.Network/virtualNetworks/subnets', 'properties.subnets[].id')],
  volatile: ['etag', 'properties.routes[].etag'],
  times: ['properties.provisioningState', 'properties.routes[].properties.provisioningState'],
  drop: ['properties.subnets[].properties'],
});
