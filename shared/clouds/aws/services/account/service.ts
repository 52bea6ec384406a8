/** AWS Account Management: the contacts of an account. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'account',
  sdk: '@aws-sdk/client-account',
  client: 'AccountClient',
  permissions: 'account',
  global: true,
  // Of each operation: https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
  limit: { perSecond: 10, burst: 15 },
  perOperation: true,
});
