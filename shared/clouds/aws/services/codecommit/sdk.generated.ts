/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CodeCommitClient, BatchGetRepositoriesCommand, ListRepositoriesCommand } from '@aws-sdk/client-codecommit';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import repositoryType from './repository.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CodeCommitClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { BatchGetRepositories: BatchGetRepositoriesCommand, ListRepositories: ListRepositoriesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [repositoryType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
