/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ElasticLoadBalancingClient, DescribeLoadBalancerAttributesCommand, DescribeLoadBalancerPoliciesCommand, DescribeLoadBalancersCommand, DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing';
import type { LoadedService } from '../../types/loaded-service.ts';
import loadBalancerType from './load-balancer.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ElasticLoadBalancingClient,
  commands: { DescribeLoadBalancerAttributes: DescribeLoadBalancerAttributesCommand, DescribeLoadBalancerPolicies: DescribeLoadBalancerPoliciesCommand, DescribeLoadBalancers: DescribeLoadBalancersCommand, DescribeTags: DescribeTagsCommand },
  types: [loadBalancerType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
