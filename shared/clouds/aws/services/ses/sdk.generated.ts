/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SESv2Client, GetConfigurationSetCommand, GetEmailIdentityCommand, ListConfigurationSetsCommand, ListEmailIdentitiesCommand } from '@aws-sdk/client-sesv2';
import type { LoadedService } from '../../types/loaded-service.ts';
import configurationSetType from './configuration-set.ts';
import emailIdentityType from './email-identity.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SESv2Client,
  commands: { GetConfigurationSet: GetConfigurationSetCommand, GetEmailIdentity: GetEmailIdentityCommand, ListConfigurationSets: ListConfigurationSetsCommand, ListEmailIdentities: ListEmailIdentitiesCommand },
  types: [configurationSetType, emailIdentityType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
