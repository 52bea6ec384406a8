/** Amazon FSx: file systems. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'fsx',
  sdk: '@aws-sdk/client-fsx',
  client: 'FSxClient',
  permissions: 'fsx',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
