/** Managed HSMs. */
import { armList, armType, diagnosticSettings, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.KeyVault/managedHSMs',
  kind: 'vault',
  list: armList('Microsoft.KeyVault/managedHSMs', '2025-05-01'),
  tags: 'tags',
  details: { diagnosticSettings: diagnosticSettings() },
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  times: ['properties.provisioningState', 'properties.statusMessage'],
});
