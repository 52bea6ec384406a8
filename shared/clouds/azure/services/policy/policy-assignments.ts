/** Policy assignments in force in the subscription, with those of its management groups. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Authorization/policyAssignments',
  kind: 'policy',
  list: armList('Microsoft.Authorization/policyAssignments', '2024-05-01'),
  name: 'properties.displayName',
  // A parameter may hold anything, a secret too.
  keysOnly: ['properties.parameters'],
});
