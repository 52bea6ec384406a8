/** Amazon Lightsail: instances, databases and static addresses. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'lightsail',
  sdk: '@aws-sdk/client-lightsail',
  client: 'LightsailClient',
  permissions: 'lightsail',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
