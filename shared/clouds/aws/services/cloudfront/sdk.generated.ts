/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudFrontClient, GetDistributionConfigCommand, ListDistributionsCommand, ListOriginAccessControlsCommand } from '@aws-sdk/client-cloudfront';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import distributionType from './distribution.ts';
import originAccessControlType from './origin-access-control.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudFrontClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetDistributionConfig: GetDistributionConfigCommand, ListDistributions: ListDistributionsCommand, ListOriginAccessControls: ListOriginAccessControlsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [distributionType, originAccessControlType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
