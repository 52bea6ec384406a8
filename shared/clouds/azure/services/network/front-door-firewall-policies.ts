/** Web application firewall policies of Front Door. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/frontDoorWebApplicationFirewallPolicies',
  kind: 'firewall',
  list: armList('Microsoft.Network/frontDoorWebApplicationFirewallPolicies', '2024-02-01'),
  tags: 'tags',
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
