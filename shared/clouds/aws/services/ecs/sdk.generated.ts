/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ECSClient, DescribeClustersCommand, DescribeServicesCommand, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import type { LoadedService } from '../../types/loaded-service.ts';
import clusterType from './cluster.ts';
import ecsServiceType from './ecs-service.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ECSClient,
  commands: { DescribeClusters: DescribeClustersCommand, DescribeServices: DescribeServicesCommand, ListClusters: ListClustersCommand, ListServices: ListServicesCommand },
  types: [clusterType, ecsServiceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
