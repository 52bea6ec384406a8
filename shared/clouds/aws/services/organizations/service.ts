/**
 * AWS Organizations: the organization that an account is in. Its accounts, units and policies are not read: only the management account and delegated
 * administrators may list them, and Organizations refuses all others in the words that it has for a missing permission.
 */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'organizations',
  sdk: '@aws-sdk/client-organizations',
  client: 'OrganizationsClient',
  permissions: 'organizations',
  global: true,
  // No limit is published for this read, which is one for each account.
  limit: { perSecond: 2, burst: 5 },
});
