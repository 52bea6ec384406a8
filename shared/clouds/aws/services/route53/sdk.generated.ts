/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { Route53Client, ListHealthChecksCommand, ListHostedZonesCommand, ListQueryLoggingConfigsCommand, ListResourceRecordSetsCommand, ListTagsForResourcesCommand } from '@aws-sdk/client-route-53';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import healthCheckType from './health-check.ts';
import hostedZoneType from './hosted-zone.ts';
import queryLoggingConfigType from './query-logging-config.ts';
import recordSetType from './record-set.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: Route53Client,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { ListHealthChecks: ListHealthChecksCommand, ListHostedZones: ListHostedZonesCommand, ListQueryLoggingConfigs: ListQueryLoggingConfigsCommand, ListResourceRecordSets: ListResourceRecordSetsCommand, ListTagsForResources: ListTagsForResourcesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [healthCheckType, hostedZoneType, queryLoggingConfigType, recordSetType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
