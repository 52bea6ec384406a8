/** Alerts on operations in the subscription's activity log. */
import { armList, armType, uses } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Insights/activityLogAlerts',
  kind: 'alert',
  list: armList('Microsoft.Insights/activityLogAlerts', '2020-10-01'),
  tags: 'tags',
  // The properties that are sent along with an alert may hold a secret of its receiver.
  keysOnly: ['properties.actions.actionGroups[].webhookProperties'],
  relationships: [uses('Microsoft.Insights/actionGroups', 'properties.actions.actionGroups[].actionGroupId')],
});
