/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AccountClient, GetAlternateContactCommand, GetContactInformationCommand } from '@aws-sdk/client-account';
import type { LoadedService } from '../../types/loaded-service.ts';
import alternateContactType from './alternate-contact.ts';
import contactInformationType from './contact-information.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AccountClient,
  commands: { GetAlternateContact: GetAlternateContactCommand, GetContactInformation: GetContactInformationCommand },
  types: [alternateContactType, contactInformationType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
