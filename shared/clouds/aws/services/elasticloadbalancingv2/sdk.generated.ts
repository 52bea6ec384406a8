/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ElasticLoadBalancingV2Client, DescribeListenersCommand, DescribeLoadBalancerAttributesCommand, DescribeLoadBalancersCommand, DescribeRulesCommand, DescribeTagsCommand, DescribeTargetGroupsCommand, DescribeTrustStoresCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadedService } from '../../types/loaded-service.ts';
import listenerRuleType from './listener-rule.ts';
import listenerType from './listener.ts';
import loadBalancerType from './load-balancer.ts';
import targetGroupType from './target-group.ts';
import trustStoreType from './trust-store.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ElasticLoadBalancingV2Client,
  commands: { DescribeListeners: DescribeListenersCommand, DescribeLoadBalancerAttributes: DescribeLoadBalancerAttributesCommand, DescribeLoadBalancers: DescribeLoadBalancersCommand, DescribeRules: DescribeRulesCommand, DescribeTags: DescribeTagsCommand, DescribeTargetGroups: DescribeTargetGroupsCommand, DescribeTrustStores: DescribeTrustStoresCommand },
  types: [listenerRuleType, listenerType, loadBalancerType, targetGroupType, trustStoreType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
