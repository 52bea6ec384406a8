/** AWS Config: the recorder of a region, the place to which it delivers, and the aggregators of many accounts. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'config',
  sdk: '@aws-sdk/client-config-service',
  client: 'ConfigServiceClient',
  permissions: 'config',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
