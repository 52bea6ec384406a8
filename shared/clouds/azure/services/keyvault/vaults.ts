/** Key vaults: access model, network, purge protection. */
import { armListOf, armType, diagnosticSettings, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.KeyVault/vaults',
  kind: 'vault',
  list: armListOf('providers/Microsoft.KeyVault/vaults', '2025-05-01', 'Microsoft.KeyVault/vaults/read', { query: { $top: '1000' } }),
  tags: 'tags',
  details: { diagnosticSettings: diagnosticSettings() },
  relationships: [
    uses('Microsoft.Network/virtualNetworks/subnets', 'properties.networkAcls.virtualNetworkRules[].id'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  times: ['properties.provisioningState'],
});
