/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SQSClient, GetQueueAttributesCommand, ListQueueTagsCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import type { LoadedService } from '../../types/loaded-service.ts';
import queueType from './queue.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SQSClient,
  commands: { GetQueueAttributes: GetQueueAttributesCommand, ListQueueTags: ListQueueTagsCommand, ListQueues: ListQueuesCommand },
  types: [queueType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
