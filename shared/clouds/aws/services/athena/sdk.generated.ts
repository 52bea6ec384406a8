/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AthenaClient, GetDataCatalogCommand, GetWorkGroupCommand, ListDataCatalogsCommand, ListWorkGroupsCommand } from '@aws-sdk/client-athena';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import dataCatalogType from './data-catalog.ts';
import workGroupType from './work-group.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AthenaClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetDataCatalog: GetDataCatalogCommand, GetWorkGroup: GetWorkGroupCommand, ListDataCatalogs: ListDataCatalogsCommand, ListWorkGroups: ListWorkGroupsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [dataCatalogType, workGroupType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
