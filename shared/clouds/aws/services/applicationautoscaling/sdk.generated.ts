/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ApplicationAutoScalingClient, DescribeScalableTargetsCommand, DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import type { LoadedService } from '../../types/loaded-service.ts';
import scalableTargetType from './scalable-target.ts';
import scalingPolicyType from './scaling-policy.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ApplicationAutoScalingClient,
  commands: { DescribeScalableTargets: DescribeScalableTargetsCommand, DescribeScalingPolicies: DescribeScalingPoliciesCommand },
  types: [scalableTargetType, scalingPolicyType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
