/** Azure Firewalls. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/azureFirewalls',
  kind: 'firewall',
  list: armList('Microsoft.Network/azureFirewalls', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.ipConfigurations[].properties.subnet.id'),
    uses('Microsoft.Network/publicIPAddresses', 'properties.ipConfigurations[].properties.publicIPAddress.id'),
    uses('Microsoft.Network/firewallPolicies', 'properties.firewallPolicy.id'),
  ],
  volatile: ['etag', 'properties.ipConfigurations[].etag'],
  times: ['properties.provisioningState'],
});
