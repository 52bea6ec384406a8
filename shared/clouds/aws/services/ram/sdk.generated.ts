/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { RAMClient, GetResourceSharesCommand, ListPrincipalsCommand, ListResourcesCommand } from '@aws-sdk/client-ram';
import type { LoadedService } from '../../types/loaded-service.ts';
import resourceShareType from './resource-share.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: RAMClient,
  commands: { GetResourceShares: GetResourceSharesCommand, ListPrincipals: ListPrincipalsCommand, ListResources: ListResourcesCommand },
  types: [resourceShareType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
