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
} as unknown as LoadedService;
