/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { DirectConnectClient, DescribeConnectionsCommand, DescribeVirtualInterfacesCommand } from '@aws-sdk/client-direct-connect';
import type { LoadedService } from '../../types/loaded-service.ts';
import connectionType from './connection.ts';
import virtualInterfaceType from './virtual-interface.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: DirectConnectClient,
  commands: { DescribeConnections: DescribeConnectionsCommand, DescribeVirtualInterfaces: DescribeVirtualInterfacesCommand },
  types: [connectionType, virtualInterfaceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
