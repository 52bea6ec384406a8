/** Log profiles: the old way to export the activity log, which diagnostic settings replaced. */
import { armList, armType, relation } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Insights/logprofiles',
  kind: 'settings',
  list: armList('Microsoft.Insights/logprofiles', '2016-03-01'),
  tags: 'tags',
  relationships: [relation('logs_to', 'Microsoft.Storage/storageAccounts', 'properties.storageAccountId')],
});
