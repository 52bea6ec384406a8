/** The policies of Azure Firewalls. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/firewallPolicies',
  kind: 'firewall',
  list: armList('Microsoft.Network/firewallPolicies', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('inherits_from', 'Microsoft.Network/firewallPolicies', 'properties.basePolicy.id'),
    relation('protects', 'Microsoft.Network/azureFirewalls', 'properties.firewalls[].id'),
  ],
  // The first server that answers is asked.
  ordered: ['properties.dnsSettings.servers'],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
