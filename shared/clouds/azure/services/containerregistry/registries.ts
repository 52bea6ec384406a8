/** Container registries. */
import { armList, armType, diagnosticSettings, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.ContainerRegistry/registries',
  kind: 'container_registry',
  list: armList('Microsoft.ContainerRegistry/registries', '2025-11-01'),
  tags: 'tags',
  details: { diagnosticSettings: diagnosticSettings() },
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['properties.encryption.keyVaultProperties.lastKeyRotationTimestamp', 'properties.policies.retentionPolicy.lastUpdatedTime'],
  times: ['properties.provisioningState', 'properties.status'],
});
