/** Private endpoints: which service they reach, from which subnet. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/privateEndpoints',
  kind: 'private_endpoint',
  list: armList('Microsoft.Network/privateEndpoints', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.subnet.id'),
    uses('Microsoft.Network/networkInterfaces', 'properties.networkInterfaces[].id'),
  ],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
