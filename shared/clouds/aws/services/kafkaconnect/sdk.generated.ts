/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { KafkaConnectClient, ListConnectorsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-kafkaconnect';
import type { LoadedService } from '../../types/loaded-service.ts';
import connectorType from './connector.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: KafkaConnectClient,
  commands: { ListConnectors: ListConnectorsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [connectorType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
