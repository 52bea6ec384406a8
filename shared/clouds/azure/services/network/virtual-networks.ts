/** Virtual networks. Their subnets are resources of their own. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/virtualNetworks',
  kind: 'network',
  list: armList('Microsoft.Network/virtualNetworks', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('peered_with', 'Microsoft.Network/virtualNetworks', 'properties.virtualNetworkPeerings[].properties.remoteVirtualNetwork.id'),
    uses('Microsoft.Network/ddosProtectionPlans', 'properties.ddosProtectionPlan.id'),
  ],
  // The first server that answers is asked.
  ordered: ['properties.dhcpOptions.dnsServers'],
  volatile: ['etag', 'properties.virtualNetworkPeerings[].etag'],
  times: ['properties.provisioningState', 'properties.virtualNetworkPeerings[].properties.provisioningState'],
  drop: ['properties.subnets'],
});
