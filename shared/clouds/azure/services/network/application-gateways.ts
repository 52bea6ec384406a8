/** Application gateways: TLS policy, listeners, the firewall before them. Private keys and passwords of certificates are never stored. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/applicationGateways',
  kind: 'load_balancer',
  list: armList('Microsoft.Network/applicationGateways', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('protected_by', 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies', 'properties.firewallPolicy.id'),
    relation('in', 'Microsoft.Network/virtualNetworks/subnets', 'properties.gatewayIPConfigurations[].properties.subnet.id'),
    uses('Microsoft.Network/publicIPAddresses', 'properties.frontendIPConfigurations[].properties.publicIPAddress.id'),
  ],
  // The gateway prefers the ciphers in this order.
  ordered: ['properties.sslPolicy.cipherSuites'],
  volatile: ['etag', 'properties.operationalState'],
  times: ['properties.provisioningState'],
  drop: [
    'properties.sslCertificates[].properties.data',
    'properties.sslCertificates[].properties.password',
    'properties.authenticationCertificates[].properties.data',
  ],
});
