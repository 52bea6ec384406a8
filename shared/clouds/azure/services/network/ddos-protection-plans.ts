/** DDoS protection plans. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/ddosProtectionPlans',
  kind: 'firewall',
  list: armList('Microsoft.Network/ddosProtectionPlans', '2025-05-01'),
  tags: 'tags',
  relationships: [relation('protects', 'Microsoft.Network/virtualNetworks', 'properties.virtualNetworks[].id')],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
