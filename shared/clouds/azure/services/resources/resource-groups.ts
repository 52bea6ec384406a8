/** Resource groups. */
import { armListOf, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Resources/resourceGroups',
  kind: 'resource_group',
  list: armListOf('resourcegroups', '2025-04-01', 'Microsoft.Resources/subscriptions/resourceGroups/read', { query: { $top: '1000' } }),
  tags: 'tags',
  // A group that a service made for a resource of its own.
  relationships: [relation('managed_by', 'Microsoft.Databricks/workspaces', 'managedBy')],
  times: ['properties.provisioningState'],
});
