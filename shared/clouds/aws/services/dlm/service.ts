/** Amazon Data Lifecycle Manager: policies. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'dlm',
  sdk: '@aws-sdk/client-dlm',
  client: 'DLMClient',
  permissions: 'dlm',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
