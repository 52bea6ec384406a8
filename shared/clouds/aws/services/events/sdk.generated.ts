/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EventBridgeClient, DescribeEventBusCommand, ListApiDestinationsCommand, ListArchivesCommand, ListConnectionsCommand, ListEndpointsCommand, ListEventBusesCommand, ListRulesCommand, ListTagsForResourceCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import type { LoadedService } from '../../types/loaded-service.ts';
import apiDestinationType from './api-destination.ts';
import archiveType from './archive.ts';
import connectionType from './connection.ts';
import endpointType from './endpoint.ts';
import eventBusType from './event-bus.ts';
import ruleType from './rule.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EventBridgeClient,
  commands: { DescribeEventBus: DescribeEventBusCommand, ListApiDestinations: ListApiDestinationsCommand, ListArchives: ListArchivesCommand, ListConnections: ListConnectionsCommand, ListEndpoints: ListEndpointsCommand, ListEventBuses: ListEventBusesCommand, ListRules: ListRulesCommand, ListTagsForResource: ListTagsForResourceCommand, ListTargetsByRule: ListTargetsByRuleCommand },
  types: [apiDestinationType, archiveType, connectionType, endpointType, eventBusType, ruleType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
