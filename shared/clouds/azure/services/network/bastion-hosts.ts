/** Bastion hosts. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/bastionHosts',
  kind: 'gateway',
  list: armList('Microsoft.Network/bastionHosts', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.ipConfigurations[].properties.subnet.id'),
    relation('in', 'Microsoft.Network/virtualNetworks', 'properties.virtualNetwork.id'),
    uses('Microsoft.Network/publicIPAddresses', 'properties.ipConfigurations[].properties.publicIPAddress.id'),
  ],
  volatile: ['etag', 'properties.ipConfigurations[].etag'],
  times: ['properties.provisioningState'],
});
