/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand, ListMetricStreamsCommand } from '@aws-sdk/client-cloudwatch';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import alarmType from './alarm.ts';
import compositeAlarmType from './composite-alarm.ts';
import dashboardType from './dashboard.ts';
import metricStreamType from './metric-stream.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CloudWatchClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeAlarms: DescribeAlarmsCommand, ListDashboards: ListDashboardsCommand, ListMetricStreams: ListMetricStreamsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [alarmType, compositeAlarmType, dashboardType, metricStreamType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
