/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { KafkaClient, ListClustersV2Command, ListConfigurationsCommand } from '@aws-sdk/client-kafka';
import type { LoadedService } from '../../types/loaded-service.ts';
import clusterType from './cluster.ts';
import configurationType from './configuration.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: KafkaClient,
  commands: { ListClustersV2: ListClustersV2Command, ListConfigurations: ListConfigurationsCommand },
  types: [clusterType, configurationType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
