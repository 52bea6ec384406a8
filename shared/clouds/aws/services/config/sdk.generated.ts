/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ConfigServiceClient, DescribeConfigurationAggregatorsCommand, DescribeConfigurationRecorderStatusCommand, DescribeConfigurationRecordersCommand, DescribeDeliveryChannelsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-config-service';
import type { LoadedService } from '../../types/loaded-service.ts';
import configurationAggregatorType from './configuration-aggregator.ts';
import configurationRecorderType from './configuration-recorder.ts';
import deliveryChannelType from './delivery-channel.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ConfigServiceClient,
  commands: { DescribeConfigurationAggregators: DescribeConfigurationAggregatorsCommand, DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand, DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand, DescribeDeliveryChannels: DescribeDeliveryChannelsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [configurationAggregatorType, configurationRecorderType, deliveryChannelType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
