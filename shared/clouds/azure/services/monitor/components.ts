/** Application Insights. The key and connection string with which applications send to it are never stored. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Insights/components',
  kind: 'log_group',
  list: armList('Microsoft.Insights/components', '2020-02-02'),
  tags: 'tags',
  relationships: [relation('logs_to', 'Microsoft.OperationalInsights/workspaces', 'properties.WorkspaceResourceId')],
  volatile: ['etag'],
  times: ['properties.provisioningState'],
  drop: ['properties.InstrumentationKey', 'properties.ConnectionString', 'properties.HockeyAppToken'],
});
