/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ECSClient, DescribeCapacityProvidersCommand, DescribeClustersCommand, DescribeServicesCommand, DescribeTaskDefinitionCommand, ListClustersCommand, ListServicesCommand, ListTaskDefinitionFamiliesCommand } from '@aws-sdk/client-ecs';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import capacityProviderType from './capacity-provider.ts';
import clusterType from './cluster.ts';
import ecsServiceType from './ecs-service.ts';
import taskDefinitionType from './task-definition.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ECSClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeCapacityProviders: DescribeCapacityProvidersCommand, DescribeClusters: DescribeClustersCommand, DescribeServices: DescribeServicesCommand, DescribeTaskDefinition: DescribeTaskDefinitionCommand, ListClusters: ListClustersCommand, ListServices: ListServicesCommand, ListTaskDefinitionFamilies: ListTaskDefinitionFamiliesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [capacityProviderType, clusterType, ecsServiceType, taskDefinitionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
