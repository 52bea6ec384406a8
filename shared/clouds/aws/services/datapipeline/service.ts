/** AWS Data Pipeline, which takes no new customers: pipelines. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'datapipeline',
  sdk: '@aws-sdk/client-data-pipeline',
  client: 'DataPipelineClient',
  permissions: 'datapipeline',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
