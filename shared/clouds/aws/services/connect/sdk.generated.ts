/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ConnectClient, DescribeInstanceAttributeCommand, ListInstancesCommand, ListTagsForResourceCommand } from '@aws-sdk/client-connect';
import type { LoadedService } from '../../types/loaded-service.ts';
import instanceType from './instance.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ConnectClient,
  commands: { DescribeInstanceAttribute: DescribeInstanceAttributeCommand, ListInstances: ListInstancesCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [instanceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
