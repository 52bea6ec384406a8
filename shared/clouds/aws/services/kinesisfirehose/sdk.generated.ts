/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { FirehoseClient, DescribeDeliveryStreamCommand, ListDeliveryStreamsCommand } from '@aws-sdk/client-firehose';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import deliveryStreamType from './delivery-stream.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: FirehoseClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDeliveryStream: DescribeDeliveryStreamCommand, ListDeliveryStreams: ListDeliveryStreamsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [deliveryStreamType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
