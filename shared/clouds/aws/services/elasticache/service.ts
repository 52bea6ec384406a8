/** Amazon ElastiCache: replication groups, their nodes and their subnets. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'elasticache',
  sdk: '@aws-sdk/client-elasticache',
  client: 'ElastiCacheClient',
  permissions: 'elasticache',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
  apis: [TAGGING],
});
