/** The subscription itself, with where its activity log goes. */
import { armSingle, armType, diagnosticSettings } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Resources/subscriptions',
  kind: 'account',
  list: armSingle('', '2022-12-01', 'Microsoft.Resources/subscriptions/read'),
  name: 'displayName',
  tags: 'tags',
  details: { diagnosticSettings: diagnosticSettings() },
});
