/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EventBridgeClient, DescribeEventBusCommand, ListEndpointsCommand, ListEventBusesCommand, ListTagsForResourceCommand } from '@aws-sdk/client-eventbridge';
import type { LoadedService } from '../../types/loaded-service.ts';
import endpointType from './endpoint.ts';
import eventBusType from './event-bus.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EventBridgeClient,
  commands: { DescribeEventBus: DescribeEventBusCommand, ListEndpoints: ListEndpointsCommand, ListEventBuses: ListEventBusesCommand, ListTagsForResource: ListTagsForResourceCommand },
  types: [endpointType, eventBusType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
