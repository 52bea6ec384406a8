/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EKSClient, DescribeAddonCommand, DescribeClusterCommand, ListAddonsCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import type { LoadedService } from '../../types/loaded-service.ts';
import addonType from './addon.ts';
import clusterType from './cluster.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EKSClient,
  commands: { DescribeAddon: DescribeAddonCommand, DescribeCluster: DescribeClusterCommand, ListAddons: ListAddonsCommand, ListClusters: ListClustersCommand },
  types: [addonType, clusterType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
