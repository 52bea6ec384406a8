/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { KinesisClient, DescribeStreamSummaryCommand, ListStreamConsumersCommand, ListStreamsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-kinesis';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import streamConsumerType from './stream-consumer.ts';
import streamType from './stream.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: KinesisClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeStreamSummary: DescribeStreamSummaryCommand, ListStreamConsumers: ListStreamConsumersCommand, ListStreams: ListStreamsCommand, ListTagsForResource: ListTagsForResourceCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [streamConsumerType, streamType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
