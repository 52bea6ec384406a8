/** Storage accounts. The times at which their keys were made stand in the account: Muster never asks for a key. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Storage/storageAccounts',
  kind: 'storage_account',
  list: armList('Microsoft.Storage/storageAccounts', '2025-06-01'),
  // An account whose kind has no blobs (or no files, queues, tables) answers so where its children are listed: it has none.
  gone: ['FeatureNotSupportedForAccount'],
  tags: 'tags',
  relationships: [
    uses('Microsoft.Network/virtualNetworks/subnets', 'properties.networkAcls.virtualNetworkRules[].id'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
    uses('Microsoft.ManagedIdentity/userAssignedIdentities', 'properties.encryption.identity.userAssignedIdentity'),
  ],
  volatile: [
    'properties.geoReplicationStats',
    'properties.blobRestoreStatus',
    'properties.encryption.keyvaultproperties.lastKeyRotationTimestamp',
  ],
  times: ['properties.provisioningState'],
});
