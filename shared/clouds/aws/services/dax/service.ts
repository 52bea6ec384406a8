/** Amazon DynamoDB Accelerator (DAX): clusters. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'dax',
  sdk: '@aws-sdk/client-dax',
  client: 'DAXClient',
  permissions: 'dax',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
