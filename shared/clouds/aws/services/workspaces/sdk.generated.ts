/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { WorkSpacesClient, DescribeWorkspacesCommand } from '@aws-sdk/client-workspaces';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import workspaceType from './workspace.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: WorkSpacesClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeWorkspaces: DescribeWorkspacesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [workspaceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
