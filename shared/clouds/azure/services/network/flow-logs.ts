/** The flow logs of each network watcher: which network or group is logged, where to and for how long. */
import { armChildren, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Network/networkWatchers/flowLogs',
  kind: 'log_group',
  parents: 'Microsoft.Network/networkWatchers',
  list: armChildren('flowLogs', '2025-05-01', 'Microsoft.Network/networkWatchers/flowLogs/read'),
  tags: 'tags',
  relationships: [
    // The target is one of these: an id that is of another type is no relationship.
    relation('logs', 'Microsoft.Network/virtualNetworks', 'properties.targetResourceId'),
    relation('logs', 'Microsoft.Network/virtualNetworks/subnets', 'properties.targetResourceId'),
    relation('logs', 'Microsoft.Network/networkInterfaces', 'properties.targetResourceId'),
    relation('logs', 'Microsoft.Network/networkSecurityGroups', 'properties.targetResourceId'),
    relation('logs_to', 'Microsoft.Storage/storageAccounts', 'properties.storageId'),
    relation(
      'logs_to',
      'Microsoft.OperationalInsights/workspaces',
      'properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceResourceId',
    ),
  ],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
});
