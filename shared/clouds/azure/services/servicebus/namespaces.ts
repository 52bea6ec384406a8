/** Service Bus namespaces with their network rules. */
import { armList, armRead, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.ServiceBus/namespaces',
  kind: 'queue',
  list: armList('Microsoft.ServiceBus/namespaces', '2021-11-01'),
  tags: 'tags',
  details: {
    networkRuleSet: armRead('networkRuleSets/default', '2021-11-01', 'Microsoft.ServiceBus/namespaces/networkRuleSets/read', {
      optional: true,
    }),
  },
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['properties.updatedAt'],
  times: ['properties.provisioningState', 'properties.status'],
});
