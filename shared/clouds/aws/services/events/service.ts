/** Amazon EventBridge: event buses and global endpoints. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'events',
  sdk: '@aws-sdk/client-eventbridge',
  client: 'EventBridgeClient',
  permissions: 'events',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
