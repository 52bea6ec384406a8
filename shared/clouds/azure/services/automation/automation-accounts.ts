/** Automation accounts. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Automation/automationAccounts',
  kind: 'automation_account',
  list: armList('Microsoft.Automation/automationAccounts', '2015-10-31'),
  tags: 'tags',
  volatile: ['etag', 'properties.lastModifiedTime'],
});
