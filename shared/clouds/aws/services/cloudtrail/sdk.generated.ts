/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudTrailClient, DescribeTrailsCommand, GetEventDataStoreCommand, GetEventSelectorsCommand, GetTrailStatusCommand, ListEventDataStoresCommand, ListTagsCommand } from '@aws-sdk/client-cloudtrail';
import type { LoadedService } from '../../types/loaded-service.ts';
import eventDataStoreType from './event-data-store.ts';
import trailType from './trail.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudTrailClient,
  commands: { DescribeTrails: DescribeTrailsCommand, GetEventDataStore: GetEventDataStoreCommand, GetEventSelectors: GetEventSelectorsCommand, GetTrailStatus: GetTrailStatusCommand, ListEventDataStores: ListEventDataStoresCommand, ListTags: ListTagsCommand },
  types: [eventDataStoreType, trailType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
