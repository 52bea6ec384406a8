/** AWS Database Migration Service: replication instances, endpoints and tasks. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'dms',
  sdk: '@aws-sdk/client-database-migration-service',
  client: 'DatabaseMigrationServiceClient',
  permissions: 'dms',
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html (all calls of a region)
  limit: { perSecond: 8, burst: 200 },
  apis: [TAGGING],
});
