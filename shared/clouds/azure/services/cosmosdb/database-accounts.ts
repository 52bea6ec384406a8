/** Cosmos DB accounts. Their keys have a call of their own, which Muster never makes. */
import { armList, armType, relation, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.DocumentDB/databaseAccounts',
  kind: 'database',
  list: armList('Microsoft.DocumentDB/databaseAccounts', '2025-10-15'),
  tags: 'tags',
  relationships: [
    uses('Microsoft.Network/virtualNetworks/subnets', 'properties.virtualNetworkRules[].id'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  // The first location is the one that takes writes.
  ordered: ['properties.locations', 'properties.writeLocations', 'properties.readLocations', 'properties.failoverPolicies'],
  times: ['properties.provisioningState'],
});
