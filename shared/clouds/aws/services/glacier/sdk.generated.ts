/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { GlacierClient, GetVaultAccessPolicyCommand, ListVaultsCommand } from '@aws-sdk/client-glacier';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import vaultType from './vault.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: GlacierClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetVaultAccessPolicy: GetVaultAccessPolicyCommand, ListVaults: ListVaultsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [vaultType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
