/** AWS Support: the checks of Trusted Advisor. Its API answers only accounts with a paid support plan. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'support',
  sdk: '@aws-sdk/client-support',
  client: 'SupportClient',
  permissions: 'support',
  global: true,
  // No limit is published for these reads.
  limit: { perSecond: 2, burst: 4 },
});
