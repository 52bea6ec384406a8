/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CognitoIdentityProviderClient, DescribeUserPoolCommand, DescribeUserPoolClientCommand, ListGroupsCommand, ListUserPoolClientsCommand, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoIdentityClient, DescribeIdentityPoolCommand as cognitoidentityDescribeIdentityPoolCommand, ListIdentityPoolsCommand as cognitoidentityListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity';
import type { LoadedService } from '../../types/loaded-service.ts';
import identityPoolType from './identity-pool.ts';
import userPoolClientType from './user-pool-client.ts';
import userPoolGroupType from './user-pool-group.ts';
import userPoolType from './user-pool.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CognitoIdentityProviderClient,
  apis: { cognitoidentity: CognitoIdentityClient },
  commands: { DescribeUserPool: DescribeUserPoolCommand, DescribeUserPoolClient: DescribeUserPoolClientCommand, ListGroups: ListGroupsCommand, ListUserPoolClients: ListUserPoolClientsCommand, ListUserPools: ListUserPoolsCommand, 'cognitoidentity.DescribeIdentityPool': cognitoidentityDescribeIdentityPoolCommand, 'cognitoidentity.ListIdentityPools': cognitoidentityListIdentityPoolsCommand },
  types: [identityPoolType, userPoolClientType, userPoolGroupType, userPoolType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
