/** Amazon Cognito: user pools with their clients and groups, identity pools. */
import { defineService } from '../../types/define.ts';
import type { OtherApi } from '../../types/definition.ts';

/** The API of identity pools, which Cognito calls federated identities. */
export const IDENTITIES: OtherApi = {
  id: 'cognitoidentity',
  sdk: '@aws-sdk/client-cognito-identity',
  client: 'CognitoIdentityClient',
  permissions: 'cognito-identity',
  // No limit is published for reads of identity pools.
  limit: { perSecond: 5, burst: 10 },
};

/** Clients are read five times a second at most in each user pool, and 15 times in all. */
const OF_A_POOL = { perSecond: 5, burst: 5 };

export default defineService({
  id: 'cognito',
  sdk: '@aws-sdk/client-cognito-identity-provider',
  client: 'CognitoIdentityProviderClient',
  permissions: 'cognito-idp',
  // UserPoolRead and UserPoolClientRead: https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
  limit: { perSecond: 15, burst: 15 },
  limits: { ListUserPoolClients: OF_A_POOL, DescribeUserPoolClient: OF_A_POOL },
  apis: [IDENTITIES],
});
