/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EMRClient, DescribeClusterCommand, DescribeSecurityConfigurationCommand, GetBlockPublicAccessConfigurationCommand, ListClustersCommand, ListInstancesCommand, ListSecurityConfigurationsCommand } from '@aws-sdk/client-emr';
import type { LoadedService } from '../../types/loaded-service.ts';
import blockPublicAccessConfigurationType from './block-public-access-configuration.ts';
import clusterType from './cluster.ts';
import securityConfigurationType from './security-configuration.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EMRClient,
  commands: { DescribeCluster: DescribeClusterCommand, DescribeSecurityConfiguration: DescribeSecurityConfigurationCommand, GetBlockPublicAccessConfiguration: GetBlockPublicAccessConfigurationCommand, ListClusters: ListClustersCommand, ListInstances: ListInstancesCommand, ListSecurityConfigurations: ListSecurityConfigurationsCommand },
  types: [blockPublicAccessConfigurationType, clusterType, securityConfigurationType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
