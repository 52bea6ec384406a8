/** AWS Resource Access Manager: what an account shares with others. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'ram',
  sdk: '@aws-sdk/client-ram',
  client: 'RAMClient',
  permissions: 'ram',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
