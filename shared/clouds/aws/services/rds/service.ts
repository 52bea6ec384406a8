/** Amazon RDS and Aurora. The same API serves Neptune and DocumentDB, and returns the databases of all three; Muster treats them as services of their own. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'rds',
  sdk: '@aws-sdk/client-rds',
  client: 'RDSClient',
  permissions: 'rds',
  // No limit is published for Describe*; throttling is observed well above this.
  limit: { perSecond: 20, burst: 40 },
  apis: [TAGGING],
});
