/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { OpenSearchClient, DescribeDomainsCommand, ListDomainNamesCommand } from '@aws-sdk/client-opensearch';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import domainType from './domain.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: OpenSearchClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDomains: DescribeDomainsCommand, ListDomainNames: ListDomainNamesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [domainType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
