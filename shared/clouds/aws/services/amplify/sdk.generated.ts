/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AmplifyClient, ListAppsCommand, ListBranchesCommand } from '@aws-sdk/client-amplify';
import type { LoadedService } from '../../types/loaded-service.ts';
import appType from './app.ts';
import branchType from './branch.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AmplifyClient,
  commands: { ListApps: ListAppsCommand, ListBranches: ListBranchesCommand },
  types: [appType, branchType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
