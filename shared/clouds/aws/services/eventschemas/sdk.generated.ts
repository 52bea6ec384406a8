/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SchemasClient, GetResourcePolicyCommand, ListRegistriesCommand } from '@aws-sdk/client-schemas';
import type { LoadedService } from '../../types/loaded-service.ts';
import registryType from './registry.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SchemasClient,
  commands: { GetResourcePolicy: GetResourcePolicyCommand, ListRegistries: ListRegistriesCommand },
  types: [registryType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
