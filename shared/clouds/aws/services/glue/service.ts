/** AWS Glue: jobs, machine learning transforms, development endpoints, connections, and the settings of the data catalog. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'glue',
  sdk: '@aws-sdk/client-glue',
  client: 'GlueClient',
  permissions: 'glue',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
