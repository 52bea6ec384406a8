/** Roles that the customer wrote for this subscription. Azure's own roles are the same everywhere and are left out. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Authorization/roleDefinitions',
  kind: 'role',
  list: armList('Microsoft.Authorization/roleDefinitions', '2022-04-01', { query: { $filter: "type eq 'CustomRole'" } }),
  name: 'properties.roleName',
});
