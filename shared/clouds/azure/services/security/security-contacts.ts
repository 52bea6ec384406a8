/** Whom Defender tells of alerts. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Security/securityContacts',
  kind: 'settings',
  list: armList('Microsoft.Security/securityContacts', '2023-12-01-preview'),
  volatile: ['etag'],
});
