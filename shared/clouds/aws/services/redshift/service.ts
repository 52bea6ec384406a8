/** Amazon Redshift: clusters, what configures them, and their manual snapshots. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'redshift',
  sdk: '@aws-sdk/client-redshift',
  client: 'RedshiftClient',
  permissions: 'redshift',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
});
