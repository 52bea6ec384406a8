/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AutoScalingClient, DescribeAutoScalingGroupsCommand, DescribeLaunchConfigurationsCommand, DescribePoliciesCommand, DescribeScheduledActionsCommand } from '@aws-sdk/client-auto-scaling';
import type { LoadedService } from '../../types/loaded-service.ts';
import autoScalingGroupType from './auto-scaling-group.ts';
import launchConfigurationType from './launch-configuration.ts';
import scalingPolicyType from './scaling-policy.ts';
import scheduledActionType from './scheduled-action.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AutoScalingClient,
  commands: { DescribeAutoScalingGroups: DescribeAutoScalingGroupsCommand, DescribeLaunchConfigurations: DescribeLaunchConfigurationsCommand, DescribePolicies: DescribePoliciesCommand, DescribeScheduledActions: DescribeScheduledActionsCommand },
  types: [autoScalingGroupType, launchConfigurationType, scalingPolicyType, scheduledActionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
