/** AWS CodePipeline: pipelines, without what their actions are given as settings. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'codepipeline',
  sdk: '@aws-sdk/client-codepipeline',
  client: 'CodePipelineClient',
  permissions: 'codepipeline',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
