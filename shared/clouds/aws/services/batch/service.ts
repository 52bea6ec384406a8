/** AWS Batch: compute environments and job definitions. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'batch',
  sdk: '@aws-sdk/client-batch',
  client: 'BatchClient',
  permissions: 'batch',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
