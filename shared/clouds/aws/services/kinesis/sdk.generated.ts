/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { KinesisClient, DescribeStreamSummaryCommand, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import streamType from './stream.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: KinesisClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeStreamSummary: DescribeStreamSummaryCommand, ListStreams: ListStreamsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [streamType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
