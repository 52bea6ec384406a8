/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ShieldClient, ListProtectionGroupsCommand, ListProtectionsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-shield';
import type { LoadedService } from '../../types/loaded-service.ts';
import protectionGroupType from './protection-group.ts';
import protectionType from './protection.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ShieldClient,
  commands: { ListProtectionGroups: ListProtectionGroupsCommand, ListProtections: ListProtectionsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [protectionGroupType, protectionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
