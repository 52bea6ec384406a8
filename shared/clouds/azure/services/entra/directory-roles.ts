/** The directory's roles that are in use, with their members: users, groups and service principals. */
import { graphList, graphReadAll, graphType, relation } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/directoryRoles',
  kind: 'role',
  list: graphList('directoryRoles', 'RoleManagement.Read.Directory'),
  details: {
    members: graphReadAll('directoryRoles/{id}/members', 'RoleManagement.Read.Directory', {
      query: { $select: 'id,displayName,userPrincipalName' },
    }),
  },
  relationships: [relation('has_member', 'Microsoft.Graph/users', 'members[].id')],
});
