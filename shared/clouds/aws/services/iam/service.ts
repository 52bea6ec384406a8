/** AWS IAM: users, groups, roles and policies of an account. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'iam',
  sdk: '@aws-sdk/client-iam',
  client: 'IAMClient',
  permissions: 'iam',
  global: true,
  // No limit is published; about 15 a second is observed for Get* and List*.
  limit: { perSecond: 15, burst: 30 },
});
