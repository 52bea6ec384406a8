/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudFormationClient, DescribeStackSetCommand, DescribeStacksCommand, ListStackSetsCommand } from '@aws-sdk/client-cloudformation';
import type { LoadedService } from '../../types/loaded-service.ts';
import stackSetType from './stack-set.ts';
import stackType from './stack.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudFormationClient,
  commands: { DescribeStackSet: DescribeStackSetCommand, DescribeStacks: DescribeStacksCommand, ListStackSets: ListStackSetsCommand },
  types: [stackSetType, stackType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
