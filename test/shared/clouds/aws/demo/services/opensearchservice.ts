import { type Look, text } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  search_domain_neglected: {
    type: 'AWS::OpenSearchService::Domain',
    is: (it) => JSON.stringify(it['ClusterConfig']).includes('"InstanceCount":1'),
  },
  search_domain_with_own_users: {
    type: 'AWS::OpenSearchService::Domain',
    is: (it) => JSON.stringify(it['AdvancedSecurityOptions']).includes('"InternalUserDatabaseEnabled":true'),
  },
  search_domain_without_https: {
    type: 'AWS::OpenSearchService::Domain',
    is: ({ DomainEndpointOptions }) => text(DomainEndpointOptions).includes('"EnforceHTTPS":false'),
  },
};
