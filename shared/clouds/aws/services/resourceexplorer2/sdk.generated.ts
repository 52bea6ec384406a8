/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ResourceExplorer2Client, ListIndexesCommand } from '@aws-sdk/client-resource-explorer-2';
import type { LoadedService } from '../../types/loaded-service.ts';
import indexType from './index.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ResourceExplorer2Client,
  commands: { ListIndexes: ListIndexesCommand },
  types: [indexType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
