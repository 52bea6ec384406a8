/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SFNClient, DescribeStateMachineCommand, ListActivitiesCommand, ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import activityType from './activity.ts';
import stateMachineType from './state-machine.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SFNClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeStateMachine: DescribeStateMachineCommand, ListActivities: ListActivitiesCommand, ListStateMachines: ListStateMachinesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [activityType, stateMachineType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
