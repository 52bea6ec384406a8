/** VPN and ExpressRoute gateways. Their own API lists them by resource group only. Secrets of RADIUS servers are never stored. */
import { armItself, armListByType, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/virtualNetworkGateways',
  kind: 'gateway',
  list: armListByType('Microsoft.Network/virtualNetworkGateways'),
  describe: armItself('2025-05-01', 'Microsoft.Network/virtualNetworkGateways/read'),
  tags: 'tags',
  relationships: [
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.ipConfigurations[].properties.subnet.id'),
    uses('Microsoft.Network/publicIPAddresses', 'properties.ipConfigurations[].properties.publicIPAddress.id'),
  ],
  volatile: ['etag', 'properties.ipConfigurations[].etag'],
  times: ['properties.provisioningState'],
  // The first is a count of what is connected now.
  drop: [
    'properties.vpnClientConfiguration.vpnClientConnectionHealth',
    'properties.vpnClientConfiguration.radiusServerSecret',
    'properties.vpnClientConfiguration.radiusServers[].radiusServerSecret',
  ],
});
