/** AWS Directory Service: directories. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'directoryservice',
  sdk: '@aws-sdk/client-directory-service',
  client: 'DirectoryServiceClient',
  permissions: 'ds',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
