/** AWS CodeCommit: repositories. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'codecommit',
  sdk: '@aws-sdk/client-codecommit',
  client: 'CodeCommitClient',
  permissions: 'codecommit',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
