/** AWS CodeArtifact: repositories of packages. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'codeartifact',
  sdk: '@aws-sdk/client-codeartifact',
  client: 'CodeartifactClient',
  permissions: 'codeartifact',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
