/** AWS Well-Architected Tool: workloads. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'wellarchitected',
  sdk: '@aws-sdk/client-wellarchitected',
  client: 'WellArchitectedClient',
  permissions: 'wellarchitected',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
