/** Network security groups with their rules. The default rules are the same everywhere, and are kept. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/networkSecurityGroups',
  kind: 'firewall',
  list: armList('Microsoft.Network/networkSecurityGroups', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('protects', 'Microsoft.Network/virtualNetworks/subnets', 'properties.subnets[].id'),
    relation('protects', 'Microsoft.Network/networkInterfaces', 'properties.networkInterfaces[].id'),
    relation('logged_by', 'Microsoft.Network/networkWatchers/flowLogs', 'properties.flowLogs[].id'),
  ],
  volatile: ['etag', 'properties.securityRules[].etag', 'properties.defaultSecurityRules[].etag'],
  times: [
    'properties.provisioningState',
    'properties.securityRules[].properties.provisioningState',
    'properties.defaultSecurityRules[].properties.provisioningState',
  ],
});
