/** Log Analytics workspaces. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.OperationalInsights/workspaces',
  kind: 'log_group',
  list: armList('Microsoft.OperationalInsights/workspaces', '2022-10-01'),
  tags: 'tags',
  volatile: [
    'etag',
    'properties.modifiedDate',
    'properties.workspaceCapping.quotaNextResetTime',
    'properties.workspaceCapping.dataIngestionStatus',
  ],
  times: ['properties.provisioningState'],
});
