/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ShieldClient, ListProtectionsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-shield';
import type { LoadedService } from '../../types/loaded-service.ts';
import protectionType from './protection.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ShieldClient,
  commands: { ListProtections: ListProtectionsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [protectionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
