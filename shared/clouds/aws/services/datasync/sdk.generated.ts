/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DataSyncClient, DescribeTaskCommand, ListTagsForResourceCommand, ListTasksCommand } from '@aws-sdk/client-datasync';
import type { LoadedService } from '../../types/loaded-service.ts';
import taskType from './task.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DataSyncClient,
  commands: { DescribeTask: DescribeTaskCommand, ListTagsForResource: ListTagsForResourceCommand, ListTasks: ListTasksCommand },
  types: [taskType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
