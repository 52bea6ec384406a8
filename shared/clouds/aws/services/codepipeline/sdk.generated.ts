/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CodePipelineClient, GetPipelineCommand, ListPipelinesCommand } from '@aws-sdk/client-codepipeline';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import pipelineType from './pipeline.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CodePipelineClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetPipeline: GetPipelineCommand, ListPipelines: ListPipelinesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [pipelineType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
