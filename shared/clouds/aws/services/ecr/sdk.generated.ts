/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ECRClient, DescribeImagesCommand, DescribePullThroughCacheRulesCommand, DescribeRepositoriesCommand, GetLifecyclePolicyCommand, GetRegistryPolicyCommand, GetRegistryScanningConfigurationCommand, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import imageType from './image.ts';
import pullThroughCacheRuleType from './pull-through-cache-rule.ts';
import registryPolicyType from './registry-policy.ts';
import registryScanningConfigurationType from './registry-scanning-configuration.ts';
import repositoryType from './repository.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ECRClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeImages: DescribeImagesCommand, DescribePullThroughCacheRules: DescribePullThroughCacheRulesCommand, DescribeRepositories: DescribeRepositoriesCommand, GetLifecyclePolicy: GetLifecyclePolicyCommand, GetRegistryPolicy: GetRegistryPolicyCommand, GetRegistryScanningConfiguration: GetRegistryScanningConfigurationCommand, GetRepositoryPolicy: GetRepositoryPolicyCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [imageType, pullThroughCacheRuleType, registryPolicyType, registryScanningConfigurationType, repositoryType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
