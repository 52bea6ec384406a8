/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { GlobalAcceleratorClient, DescribeAcceleratorAttributesCommand, ListAcceleratorsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-global-accelerator';
import type { LoadedService } from '../../types/loaded-service.ts';
import acceleratorType from './accelerator.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: GlobalAcceleratorClient,
  commands: { DescribeAcceleratorAttributes: DescribeAcceleratorAttributesCommand, ListAccelerators: ListAcceleratorsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [acceleratorType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
