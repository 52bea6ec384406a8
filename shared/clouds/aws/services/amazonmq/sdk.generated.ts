/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { MqClient, DescribeBrokerCommand, ListBrokersCommand } from '@aws-sdk/client-mq';
import type { LoadedService } from '../../types/loaded-service.ts';
import brokerType from './broker.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: MqClient,
  commands: { DescribeBroker: DescribeBrokerCommand, ListBrokers: ListBrokersCommand },
  types: [brokerType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
