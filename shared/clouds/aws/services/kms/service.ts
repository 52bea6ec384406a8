/** AWS KMS: encryption keys. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'kms',
  sdk: '@aws-sdk/client-kms',
  client: 'KMSClient',
  permissions: 'kms',
  // https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html (ListKeys and ListAliases, the lowest)
  limit: { perSecond: 500, burst: 500 },
});
