/** Web application firewall policies of application gateways. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies',
  kind: 'firewall',
  list: armList('Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies', '2025-05-01'),
  tags: 'tags',
  relationships: [relation('protects', 'Microsoft.Network/applicationGateways', 'properties.applicationGateways[].id')],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
  drop: ['properties.applicationGateways[].properties'],
});
