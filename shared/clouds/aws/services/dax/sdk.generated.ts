/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DAXClient, DescribeClustersCommand, ListTagsCommand } from '@aws-sdk/client-dax';
import type { LoadedService } from '../../types/loaded-service.ts';
import clusterType from './cluster.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DAXClient,
  commands: { DescribeClusters: DescribeClustersCommand, ListTags: ListTagsCommand },
  types: [clusterType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
