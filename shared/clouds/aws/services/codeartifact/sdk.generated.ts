/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CodeartifactClient, DescribeDomainCommand, DescribeRepositoryCommand, GetDomainPermissionsPolicyCommand, GetRepositoryPermissionsPolicyCommand, ListDomainsCommand, ListRepositoriesCommand } from '@aws-sdk/client-codeartifact';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import domainType from './domain.ts';
import repositoryType from './repository.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CodeartifactClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDomain: DescribeDomainCommand, DescribeRepository: DescribeRepositoryCommand, GetDomainPermissionsPolicy: GetDomainPermissionsPolicyCommand, GetRepositoryPermissionsPolicy: GetRepositoryPermissionsPolicyCommand, ListDomains: ListDomainsCommand, ListRepositories: ListRepositoriesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [domainType, repositoryType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
