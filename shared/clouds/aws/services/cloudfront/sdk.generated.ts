/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudFrontClient, GetDistributionConfigCommand, ListCachePoliciesCommand, ListCloudFrontOriginAccessIdentitiesCommand, ListDistributionsCommand, ListFunctionsCommand, ListOriginAccessControlsCommand, ListOriginRequestPoliciesCommand, ListResponseHeadersPoliciesCommand } from '@aws-sdk/client-cloudfront';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import cachePolicyType from './cache-policy.ts';
import cloudFrontOriginAccessIdentityType from './cloud-front-origin-access-identity.ts';
import distributionType from './distribution.ts';
import functionType from './function.ts';
import originAccessControlType from './origin-access-control.ts';
import originRequestPolicyType from './origin-request-policy.ts';
import responseHeadersPolicyType from './response-headers-policy.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudFrontClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { GetDistributionConfig: GetDistributionConfigCommand, ListCachePolicies: ListCachePoliciesCommand, ListCloudFrontOriginAccessIdentities: ListCloudFrontOriginAccessIdentitiesCommand, ListDistributions: ListDistributionsCommand, ListFunctions: ListFunctionsCommand, ListOriginAccessControls: ListOriginAccessControlsCommand, ListOriginRequestPolicies: ListOriginRequestPoliciesCommand, ListResponseHeadersPolicies: ListResponseHeadersPoliciesCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [cachePolicyType, cloudFrontOriginAccessIdentityType, distributionType, functionType, originAccessControlType, originRequestPolicyType, responseHeadersPolicyType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
