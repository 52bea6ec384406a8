/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EMRClient, DescribeClusterCommand, DescribeSecurityConfigurationCommand, DescribeStudioCommand, GetBlockPublicAccessConfigurationCommand, ListClustersCommand, ListInstancesCommand, ListSecurityConfigurationsCommand, ListStudiosCommand } from '@aws-sdk/client-emr';
import type { LoadedService } from '../../types/loaded-service.ts';
import blockPublicAccessConfigurationType from './block-public-access-configuration.ts';
import clusterType from './cluster.ts';
import securityConfigurationType from './security-configuration.ts';
import studioType from './studio.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EMRClient,
  commands: { DescribeCluster: DescribeClusterCommand, DescribeSecurityConfiguration: DescribeSecurityConfigurationCommand, DescribeStudio: DescribeStudioCommand, GetBlockPublicAccessConfiguration: GetBlockPublicAccessConfigurationCommand, ListClusters: ListClustersCommand, ListInstances: ListInstancesCommand, ListSecurityConfigurations: ListSecurityConfigurationsCommand, ListStudios: ListStudiosCommand },
  types: [blockPublicAccessConfigurationType, clusterType, securityConfigurationType, studioType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
