/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { GlueClient, GetConnectionsCommand, GetCrawlersCommand, GetDataCatalogEncryptionSettingsCommand, GetDatabasesCommand, GetDevEndpointsCommand, GetJobsCommand, GetMLTransformsCommand, GetResourcePolicyCommand, GetSecurityConfigurationsCommand, GetTagsCommand, GetTriggersCommand } from '@aws-sdk/client-glue';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import connectionType from './connection.ts';
import crawlerType from './crawler.ts';
import dataCatalogEncryptionSettingsType from './data-catalog-encryption-settings.ts';
import databaseType from './database.ts';
import devEndpointType from './dev-endpoint.ts';
import jobType from './job.ts';
import mlTransformType from './ml-transform.ts';
import securityConfigurationType from './security-configuration.ts';
import triggerType from './trigger.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: GlueClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetConnections: GetConnectionsCommand, GetCrawlers: GetCrawlersCommand, GetDataCatalogEncryptionSettings: GetDataCatalogEncryptionSettingsCommand, GetDatabases: GetDatabasesCommand, GetDevEndpoints: GetDevEndpointsCommand, GetJobs: GetJobsCommand, GetMLTransforms: GetMLTransformsCommand, GetResourcePolicy: GetResourcePolicyCommand, GetSecurityConfigurations: GetSecurityConfigurationsCommand, GetTags: GetTagsCommand, GetTriggers: GetTriggersCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [connectionType, crawlerType, dataCatalogEncryptionSettingsType, databaseType, devEndpointType, jobType, mlTransformType, securityConfigurationType, triggerType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
