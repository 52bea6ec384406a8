/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { KMSClient, DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand, ListAliasesCommand, ListKeysCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import type { LoadedService } from '../../types/loaded-service.ts';
import aliasType from './alias.ts';
import keyType from './key.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: KMSClient,
  commands: { DescribeKey: DescribeKeyCommand, GetKeyPolicy: GetKeyPolicyCommand, GetKeyRotationStatus: GetKeyRotationStatusCommand, ListAliases: ListAliasesCommand, ListKeys: ListKeysCommand, ListResourceTags: ListResourceTagsCommand },
  types: [aliasType, keyType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
