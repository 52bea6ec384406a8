/** Amazon ECR: private repositories with their images, and the scanning settings of the registry. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'ecr',
  sdk: '@aws-sdk/client-ecr',
  client: 'ECRClient',
  permissions: 'ecr',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
  apis: [TAGGING],
});
