/** Storage accounts, their blob, file, queue and table services, and containers. */
import { defineService } from '../../types/define.ts';
import { STORAGE_LISTS, STORAGE_READS } from '../../types/limits.ts';

export default defineService({
  id: 'storage',
  limit: STORAGE_READS,
  limits: { 'GET /subscriptions/{subscription}/providers/Microsoft.Storage/storageAccounts': STORAGE_LISTS },
});
