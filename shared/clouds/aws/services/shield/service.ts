/** AWS Shield Advanced: protections. An account without a subscription has none to read. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'shield',
  sdk: '@aws-sdk/client-shield',
  client: 'ShieldClient',
  permissions: 'shield',
  global: true,
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  notEnabled: [{ code: 'ResourceNotFoundException', text: 'subscription does not exist' }],
});
