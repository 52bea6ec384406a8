/** Load balancers. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/loadBalancers',
  kind: 'load_balancer',
  list: armList('Microsoft.Network/loadBalancers', '2025-05-01'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.Network/publicIPAddresses', 'properties.frontendIPConfigurations[].properties.publicIPAddress.id'),
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.frontendIPConfigurations[].properties.subnet.id'),
  ],
  volatile: [
    'etag',
    'properties.frontendIPConfigurations[].etag',
    'properties.backendAddressPools[].etag',
    'properties.loadBalancingRules[].etag',
    'properties.probes[].etag',
    'properties.inboundNatRules[].etag',
    'properties.inboundNatPools[].etag',
    'properties.outboundRules[].etag',
  ],
  times: ['properties.provisioningState'],
});
