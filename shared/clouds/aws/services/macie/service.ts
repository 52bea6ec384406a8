/** Amazon Macie: the session of an account in a region. */
import { defineService } from '../../types/define.ts';

/** How it answers an account that has not turned it on. Its code alone may be a missing permission. */
export const NOT_ENABLED = { code: 'AccessDeniedException', text: 'Macie is not enabled' };

export default defineService({
  id: 'macie',
  sdk: '@aws-sdk/client-macie2',
  client: 'Macie2Client',
  permissions: 'macie2',
  // No limit is published for these reads; a region has one session.
  limit: { perSecond: 5, burst: 10 },
});
