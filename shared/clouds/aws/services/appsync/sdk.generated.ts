/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AppSyncClient, GetApiCacheCommand, ListGraphqlApisCommand } from '@aws-sdk/client-appsync';
import type { LoadedService } from '../../types/loaded-service.ts';
import graphQlApiType from './graph-ql-api.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AppSyncClient,
  commands: { GetApiCache: GetApiCacheCommand, ListGraphqlApis: ListGraphqlApisCommand },
  types: [graphQlApiType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
