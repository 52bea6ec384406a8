/** Amazon EMR: clusters, their security configurations, and whether clusters may be public. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'emr',
  sdk: '@aws-sdk/client-emr',
  client: 'EMRClient',
  permissions: 'elasticmapreduce',
  // No limit is published for these reads, and EMR is known to throttle early.
  limit: { perSecond: 5, burst: 10 },
});
