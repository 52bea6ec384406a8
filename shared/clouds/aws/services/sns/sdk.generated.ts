/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SNSClient, GetTopicAttributesCommand, ListSubscriptionsCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import subscriptionType from './subscription.ts';
import topicType from './topic.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SNSClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetTopicAttributes: GetTopicAttributesCommand, ListSubscriptions: ListSubscriptionsCommand, ListTopics: ListTopicsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [subscriptionType, topicType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
