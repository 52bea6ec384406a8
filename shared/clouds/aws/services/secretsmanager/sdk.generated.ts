/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SecretsManagerClient, GetResourcePolicyCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import type { LoadedService } from '../../types/loaded-service.ts';
import secretType from './secret.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SecretsManagerClient,
  commands: { GetResourcePolicy: GetResourcePolicyCommand, ListSecrets: ListSecretsCommand },
  types: [secretType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
