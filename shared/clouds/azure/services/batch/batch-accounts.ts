/** Batch accounts. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Batch/batchAccounts',
  kind: 'batch_account',
  list: armList('Microsoft.Batch/batchAccounts', '2023-11-01'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.Storage/storageAccounts', 'properties.autoStorage.storageAccountId'),
    uses('Microsoft.KeyVault/vaults', 'properties.keyVaultReference.id'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['properties.autoStorage.lastKeySync'],
  times: ['properties.provisioningState'],
});
