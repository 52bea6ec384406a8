/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ElasticsearchServiceClient, DescribeElasticsearchDomainsCommand, ListDomainNamesCommand } from '@aws-sdk/client-elasticsearch-service';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import domainType from './domain.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ElasticsearchServiceClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeElasticsearchDomains: DescribeElasticsearchDomainsCommand, ListDomainNames: ListDomainNamesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [domainType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
