/** AWS DataSync: tasks. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'datasync',
  sdk: '@aws-sdk/client-datasync',
  client: 'DataSyncClient',
  permissions: 'datasync',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
