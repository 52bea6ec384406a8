/** AI services accounts. Connection strings among their API properties are never stored. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.CognitiveServices/accounts',
  kind: 'ai_service',
  list: armList('Microsoft.CognitiveServices/accounts', '2025-09-01'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.Network/virtualNetworks/subnets', 'properties.networkAcls.virtualNetworkRules[].id'),
    uses('Microsoft.Storage/storageAccounts', 'properties.userOwnedStorage[].resourceId'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['etag', 'properties.callRateLimit', 'properties.quotaLimit'],
  times: ['properties.provisioningState'],
  drop: [
    'properties.apiProperties.eventHubConnectionString',
    'properties.apiProperties.storageAccountConnectionString',
    'properties.apiProperties.qnaAzureSearchEndpointKey',
    'properties.migrationToken',
  ],
});
