/** Application registrations: when their credentials end. A secret's text, its first characters and a certificate's bytes are never stored. */
import { graphList, graphType } from '../../types/define.ts';

export default graphType({
  type: 'Microsoft.Graph/applications',
  kind: 'application',
  list: graphList('applications', 'Application.Read.All', {
    query: {
      $top: '999',
      $select:
        'id,appId,displayName,signInAudience,createdDateTime,disabledByMicrosoftStatus,isFallbackPublicClient,publisherDomain,verifiedPublisher,web,spa,publicClient,requiredResourceAccess,keyCredentials,passwordCredentials,identifierUris',
    },
  }),
  drop: ['keyCredentials[].key', 'passwordCredentials[].secretText', 'passwordCredentials[].hint'],
});
