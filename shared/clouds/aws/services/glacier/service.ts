/** Amazon S3 Glacier, the API of vaults. Objects of the storage classes of the same name belong to S3. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'glacier',
  sdk: '@aws-sdk/client-glacier',
  client: 'GlacierClient',
  permissions: 'glacier',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
