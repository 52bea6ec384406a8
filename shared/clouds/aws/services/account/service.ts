/** AWS Account Management: the contacts of an account. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'account',
  sdk: '@aws-sdk/client-account',
  client: 'AccountClient',
  permissions: 'account',
  global: true,
  // Each operation has this limit of its own: https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
  limit: { perSecond: 10, burst: 15 },
  perOperation: true,
});
