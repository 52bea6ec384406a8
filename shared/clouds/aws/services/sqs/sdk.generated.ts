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
} as unknown as LoadedService;
