/** Groups: security, Microsoft 365, those that may hold roles. Their members are read only where a policy asks for them. */
import { graphList, graphReadAll, graphType, relation } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/groups',
  kind: 'group',
  list: graphList('groups', 'GroupMember.Read.All', {
    query: {
      $top: '999',
      $select:
        'id,displayName,description,securityEnabled,mailEnabled,groupTypes,isAssignableToRole,membershipRule,membershipRuleProcessingState,visibility,createdDateTime,onPremisesSyncEnabled',
    },
  }),
  details: {
    members: graphReadAll('groups/{id}/members', 'GroupMember.Read.All', {
      query: { $top: '999', $select: 'id' },
      optional: true,
    }),
    owners: graphReadAll('groups/{id}/owners', 'GroupMember.Read.All', { query: { $select: 'id' }, optional: true }),
  },
  relationships: [
    relation('has_member', 'Microsoft.Graph/users', 'members[].id'),
    relation('owned_by', 'Microsoft.Graph/users', 'owners[].id'),
  ],
});
