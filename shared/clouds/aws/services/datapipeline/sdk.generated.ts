/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DataPipelineClient, DescribePipelinesCommand, ListPipelinesCommand } from '@aws-sdk/client-data-pipeline';
import type { LoadedService } from '../../types/loaded-service.ts';
import pipelineType from './pipeline.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DataPipelineClient,
  commands: { DescribePipelines: DescribePipelinesCommand, ListPipelines: ListPipelinesCommand },
  types: [pipelineType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
