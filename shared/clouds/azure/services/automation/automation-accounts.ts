/** Automation accounts. */
import { armListOf, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Automation/automationAccounts',
  kind: 'automation_account',
  list: armListOf('providers/Microsoft.Automation/automationAccounts', '2021-06-22', 'Microsoft.Automation/automationAccounts/read'),
  tags: 'tags',
  relationships: [
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  volatile: ['etag', 'properties.lastModifiedTime'],
});
