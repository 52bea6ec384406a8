/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ConfigServiceClient, DescribeConfigRulesCommand, DescribeConfigurationAggregatorsCommand, DescribeConfigurationRecorderStatusCommand, DescribeConfigurationRecordersCommand, DescribeConformancePacksCommand, DescribeDeliveryChannelsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-config-service';
import type { LoadedService } from '../../types/loaded-service.ts';
import configRuleType from './config-rule.ts';
import configurationAggregatorType from './configuration-aggregator.ts';
import configurationRecorderType from './configuration-recorder.ts';
import conformancePackType from './conformance-pack.ts';
import deliveryChannelType from './delivery-channel.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ConfigServiceClient,
  commands: { DescribeConfigRules: DescribeConfigRulesCommand, DescribeConfigurationAggregators: DescribeConfigurationAggregatorsCommand, DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand, DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand, DescribeConformancePacks: DescribeConformancePacksCommand, DescribeDeliveryChannels: DescribeDeliveryChannelsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [configRuleType, configurationAggregatorType, configurationRecorderType, conformancePackType, deliveryChannelType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
