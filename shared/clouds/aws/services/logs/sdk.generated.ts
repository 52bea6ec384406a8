/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudWatchLogsClient, DescribeDeliveriesCommand, DescribeDeliverySourcesCommand, DescribeDestinationsCommand, DescribeLogGroupsCommand, DescribeMetricFiltersCommand, DescribeResourcePoliciesCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import deliverySourceType from './delivery-source.ts';
import deliveryType from './delivery.ts';
import destinationType from './destination.ts';
import logGroupType from './log-group.ts';
import metricFilterType from './metric-filter.ts';
import resourcePolicyType from './resource-policy.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudWatchLogsClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDeliveries: DescribeDeliveriesCommand, DescribeDeliverySources: DescribeDeliverySourcesCommand, DescribeDestinations: DescribeDestinationsCommand, DescribeLogGroups: DescribeLogGroupsCommand, DescribeMetricFilters: DescribeMetricFiltersCommand, DescribeResourcePolicies: DescribeResourcePoliciesCommand, ListTagsForResource: ListTagsForResourceCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [deliverySourceType, deliveryType, destinationType, logGroupType, metricFilterType, resourcePolicyType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
