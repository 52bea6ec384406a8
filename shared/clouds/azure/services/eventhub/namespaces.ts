/** Event Hubs namespaces with their network rules. */
import { armList, armRead, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.EventHub/namespaces',
  kind: 'queue',
  list: armList('Microsoft.EventHub/namespaces', '2024-01-01'),
  tags: 'tags',
  details: {
    networkRuleSet: armRead('networkRuleSets/default', '2024-01-01', 'Microsoft.EventHub/namespaces/networkRuleSets/read', {
      optional: true,
    }),
  },
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['properties.updatedAt'],
  times: ['properties.provisioningState', 'properties.status'],
});
