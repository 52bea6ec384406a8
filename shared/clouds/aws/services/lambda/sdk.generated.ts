/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { LambdaClient, GetFunctionUrlConfigCommand, GetLayerVersionPolicyCommand, GetPolicyCommand, ListAliasesCommand, ListCodeSigningConfigsCommand, ListEventSourceMappingsCommand, ListFunctionsCommand, ListLayersCommand, ListTagsCommand } from '@aws-sdk/client-lambda';
import type { LoadedService } from '../../types/loaded-service.ts';
import aliasType from './alias.ts';
import codeSigningConfigType from './code-signing-config.ts';
import eventSourceMappingType from './event-source-mapping.ts';
import functionType from './function.ts';
import layerVersionType from './layer-version.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: LambdaClient,
  commands: { GetFunctionUrlConfig: GetFunctionUrlConfigCommand, GetLayerVersionPolicy: GetLayerVersionPolicyCommand, GetPolicy: GetPolicyCommand, ListAliases: ListAliasesCommand, ListCodeSigningConfigs: ListCodeSigningConfigsCommand, ListEventSourceMappings: ListEventSourceMappingsCommand, ListFunctions: ListFunctionsCommand, ListLayers: ListLayersCommand, ListTags: ListTagsCommand },
  types: [aliasType, codeSigningConfigType, eventSourceMappingType, functionType, layerVersionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
