/** Amazon Simple Email Service: configuration sets and identities. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'ses',
  sdk: '@aws-sdk/client-sesv2',
  client: 'SESv2Client',
  permissions: 'ses',
  // No limit is published for these reads; each action of the older API for the same resources is throttled at one request a second.
  limit: { perSecond: 1, burst: 1 },
  perOperation: true,
});
