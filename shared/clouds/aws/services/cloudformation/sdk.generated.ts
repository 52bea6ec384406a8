/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { LoadedService } from '../../types/loaded-service.ts';
import stackType from './stack.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudFormationClient,
  commands: { DescribeStacks: DescribeStacksCommand },
  types: [stackType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
