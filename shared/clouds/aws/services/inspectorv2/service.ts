/** Amazon Inspector: what it scans in an account. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'inspectorv2',
  sdk: '@aws-sdk/client-inspector2',
  client: 'Inspector2Client',
  permissions: 'inspector2',
  // No limit is published for this read.
  limit: { perSecond: 5, burst: 10 },
});
