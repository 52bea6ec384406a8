/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AppStreamClient, DescribeFleetsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-appstream';
import type { LoadedService } from '../../types/loaded-service.ts';
import fleetType from './fleet.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AppStreamClient,
  commands: { DescribeFleets: DescribeFleetsCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [fleetType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
