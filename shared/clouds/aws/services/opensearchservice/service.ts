/** Amazon OpenSearch Service: domains. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'opensearchservice',
  sdk: '@aws-sdk/client-opensearch',
  client: 'OpenSearchClient',
  permissions: 'es',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
