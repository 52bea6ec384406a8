/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudWatchLogsClient, DescribeLogGroupsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LoadedService } from '../../types/loaded-service.ts';
import logGroupType from './log-group.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudWatchLogsClient,
  commands: { DescribeLogGroups: DescribeLogGroupsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [logGroupType],
} as unknown as LoadedService;
