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
} as unknown as LoadedService;
