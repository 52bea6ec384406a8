/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { Inspector2Client, BatchGetAccountStatusCommand } from '@aws-sdk/client-inspector2';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountStatusType from './account-status.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: Inspector2Client,
  commands: { BatchGetAccountStatus: BatchGetAccountStatusCommand },
  types: [accountStatusType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
