/** NAT gateways. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/natGateways',
  kind: 'gateway',
  list: armList('Microsoft.Network/natGateways', '2025-05-01'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.Network/publicIPAddresses', 'properties.publicIpAddresses[].id'),
    relation('serves', 'Microsoft.Network/virtualNetworks/subnets', 'properties.subnets[].id'),
  ],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
