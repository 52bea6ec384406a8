/** AWS IAM Identity Center: instances. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'sso',
  sdk: '@aws-sdk/client-sso-admin',
  client: 'SSOAdminClient',
  permissions: 'sso',
  // 20 a second, all calls together: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
  limit: { perSecond: 20, burst: 20 },
});
