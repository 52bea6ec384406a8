/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import logGroupType from './log-group.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudWatchLogsClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeLogGroups: DescribeLogGroupsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [logGroupType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
