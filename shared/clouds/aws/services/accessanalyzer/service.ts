/** IAM Access Analyzer: analyzers. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'accessanalyzer',
  sdk: '@aws-sdk/client-accessanalyzer',
  client: 'AccessAnalyzerClient',
  permissions: 'access-analyzer',
  // No limit is published for these reads; a region has a few analyzers.
  limit: { perSecond: 5, burst: 10 },
});
