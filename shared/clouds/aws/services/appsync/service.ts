/** AWS AppSync: GraphQL APIs, without their keys. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'appsync',
  sdk: '@aws-sdk/client-appsync',
  client: 'AppSyncClient',
  permissions: 'appsync',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
