/** Users with how they sign in. The registration details need Entra ID P1: without it they are unread. */
import { graphList, graphType, join } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/users',
  kind: 'user',
  list: graphList('users', 'User.Read.All', {
    query: {
      $top: '999',
      $select:
        'id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,creationType,externalUserState,onPremisesSyncEnabled,lastPasswordChangeDateTime,passwordPolicies',
    },
  }),
  name: 'userPrincipalName',
  joins: {
    registrationDetails: join(
      // It takes no page size, and says nothing of users who are disabled.
      graphList('reports/authenticationMethods/userRegistrationDetails', 'AuditLog.Read.All'),
      { id: 'id' },
      '@',
    ),
  },
  volatile: ['registrationDetails.lastUpdatedDateTime'],
  // The user's own row has these.
  drop: ['registrationDetails.id', 'registrationDetails.userDisplayName', 'registrationDetails.userPrincipalName'],
});
