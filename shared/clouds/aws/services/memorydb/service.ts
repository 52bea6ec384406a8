/** Amazon MemoryDB: clusters of Valkey and Redis OSS. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'memorydb',
  sdk: '@aws-sdk/client-memorydb',
  client: 'MemoryDBClient',
  permissions: 'memorydb',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
