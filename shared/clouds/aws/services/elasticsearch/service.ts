/** Amazon OpenSearch Service, first API: domains that run Elasticsearch. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'elasticsearch',
  sdk: '@aws-sdk/client-elasticsearch-service',
  client: 'ElasticsearchServiceClient',
  permissions: 'es',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
