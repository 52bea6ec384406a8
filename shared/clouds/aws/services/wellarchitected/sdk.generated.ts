/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { WellArchitectedClient, ListWorkloadsCommand } from '@aws-sdk/client-wellarchitected';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import workloadType from './workload.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: WellArchitectedClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { ListWorkloads: ListWorkloadsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [workloadType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
