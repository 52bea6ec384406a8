/** Amazon Redshift Serverless: workgroups and namespaces. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'redshiftserverless',
  sdk: '@aws-sdk/client-redshift-serverless',
  client: 'RedshiftServerlessClient',
  permissions: 'redshift-serverless',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
