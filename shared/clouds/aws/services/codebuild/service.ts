/** AWS CodeBuild: build projects and groups of test reports. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'codebuild',
  sdk: '@aws-sdk/client-codebuild',
  client: 'CodeBuildClient',
  permissions: 'codebuild',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
