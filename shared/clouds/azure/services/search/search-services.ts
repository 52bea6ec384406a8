/** Search services. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Search/searchServices',
  kind: 'search_service',
  list: armList('Microsoft.Search/searchServices', '2025-05-01'),
  tags: 'tags',
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['properties.statusDetails', 'properties.eTag'],
  times: ['properties.provisioningState', 'properties.status'],
});
