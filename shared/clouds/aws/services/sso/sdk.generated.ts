/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SSOAdminClient, ListInstancesCommand } from '@aws-sdk/client-sso-admin';
import type { LoadedService } from '../../types/loaded-service.ts';
import instanceType from './instance.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SSOAdminClient,
  commands: { ListInstances: ListInstancesCommand },
  types: [instanceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
