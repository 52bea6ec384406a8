/** The applications and managed identities as they are in this tenant, with the end of their credentials. */
import { graphList, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/servicePrincipals',
  kind: 'service_account',
  list: graphList('servicePrincipals', 'Application.Read.All', {
    query: {
      $top: '999',
      $select:
        'id,appId,displayName,accountEnabled,appOwnerOrganizationId,appRoleAssignmentRequired,servicePrincipalType,signInAudience,tags,verifiedPublisher,keyCredentials,passwordCredentials',
    },
  }),
  drop: ['keyCredentials[].key', 'passwordCredentials[].secretText', 'passwordCredentials[].hint'],
});
