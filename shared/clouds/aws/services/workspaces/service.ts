/** Amazon WorkSpaces: virtual desktops and their directories. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'workspaces',
  sdk: '@aws-sdk/client-workspaces',
  client: 'WorkSpacesClient',
  permissions: 'workspaces',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
