/** Recovery Services vaults: immutability, soft delete, redundancy. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.RecoveryServices/vaults',
  kind: 'backup_vault',
  list: armList('Microsoft.RecoveryServices/vaults', '2024-04-01'),
  tags: 'tags',
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['etag', 'properties.upgradeDetails'],
  times: ['properties.provisioningState'],
});
