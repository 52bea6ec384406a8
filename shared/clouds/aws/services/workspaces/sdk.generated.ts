/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { WorkSpacesClient, DescribeIpGroupsCommand, DescribeTagsCommand, DescribeWorkspaceDirectoriesCommand, DescribeWorkspacesCommand } from '@aws-sdk/client-workspaces';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import directoryType from './directory.ts';
import workspaceIpGroupType from './workspace-ip-group.ts';
import workspaceType from './workspace.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: WorkSpacesClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeIpGroups: DescribeIpGroupsCommand, DescribeTags: DescribeTagsCommand, DescribeWorkspaceDirectories: DescribeWorkspaceDirectoriesCommand, DescribeWorkspaces: DescribeWorkspacesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [directoryType, workspaceIpGroupType, workspaceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
