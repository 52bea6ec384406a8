/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { Macie2Client, GetAutomatedDiscoveryConfigurationCommand, GetMacieSessionCommand } from '@aws-sdk/client-macie2';
import type { LoadedService } from '../../types/loaded-service.ts';
import sessionType from './session.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: Macie2Client,
  commands: { GetAutomatedDiscoveryConfiguration: GetAutomatedDiscoveryConfigurationCommand, GetMacieSession: GetMacieSessionCommand },
  types: [sessionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
