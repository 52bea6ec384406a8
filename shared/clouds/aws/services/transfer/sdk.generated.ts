/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { TransferClient, DescribeConnectorCommand, DescribeServerCommand, ListConnectorsCommand, ListServersCommand } from '@aws-sdk/client-transfer';
import type { LoadedService } from '../../types/loaded-service.ts';
import connectorType from './connector.ts';
import serverType from './server.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: TransferClient,
  commands: { DescribeConnector: DescribeConnectorCommand, DescribeServer: DescribeServerCommand, ListConnectors: ListConnectorsCommand, ListServers: ListServersCommand },
  types: [connectorType, serverType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
