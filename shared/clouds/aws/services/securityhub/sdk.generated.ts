/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SecurityHubClient, DescribeHubCommand, GetEnabledStandardsCommand, ListEnabledProductsForImportCommand, ListTagsForResourceCommand } from '@aws-sdk/client-securityhub';
import type { LoadedService } from '../../types/loaded-service.ts';
import hubType from './hub.ts';
import productSubscriptionType from './product-subscription.ts';
import standardType from './standard.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SecurityHubClient,
  commands: { DescribeHub: DescribeHubCommand, GetEnabledStandards: GetEnabledStandardsCommand, ListEnabledProductsForImport: ListEnabledProductsForImportCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [hubType, productSubscriptionType, standardType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
