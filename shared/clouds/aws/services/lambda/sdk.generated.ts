/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { LambdaClient, GetFunctionUrlConfigCommand, GetPolicyCommand, ListFunctionsCommand, ListTagsCommand } from '@aws-sdk/client-lambda';
import type { LoadedService } from '../../types/loaded-service.ts';
import functionType from './function.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: LambdaClient,
  commands: { GetFunctionUrlConfig: GetFunctionUrlConfigCommand, GetPolicy: GetPolicyCommand, ListFunctions: ListFunctionsCommand, ListTags: ListTagsCommand },
  types: [functionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
