/**
 * Role assignments at the subscription and, with `atScope()`, those that it inherits from management groups and from the root `/`; those of its
 * resource groups and resources are not asked for by any control. An inherited assignment is listed in each subscription.
 */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Authorization/roleAssignments',
  kind: 'role_assignment',
  list: armList('Microsoft.Authorization/roleAssignments', '2022-04-01', { query: { $filter: 'atScope()' } }),
  relationships: [relation('grants', 'Microsoft.Authorization/roleDefinitions', 'properties.roleDefinitionId')],
});
