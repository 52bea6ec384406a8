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
} as unknown as LoadedService;
