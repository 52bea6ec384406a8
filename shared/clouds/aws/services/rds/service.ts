/** Amazon RDS and Aurora. Neptune and DocumentDB answer the same calls with each other's databases; they are services of their own here. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'rds',
  sdk: '@aws-sdk/client-rds',
  client: 'RDSClient',
  permissions: 'rds',
  // No limit is published for Describe*; throttling is observed well above this.
  limit: { perSecond: 20, burst: 40 },
});
