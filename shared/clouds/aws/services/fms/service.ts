/** AWS Firewall Manager: policies, which only its administrators may read. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'fms',
  sdk: '@aws-sdk/client-fms',
  client: 'FMSClient',
  permissions: 'fms',
  notEnabled: [
    { code: 'AccessDeniedException', text: 'No default admin could be found for account' },
    { code: 'AccessDeniedException', text: 'only available to AWS Firewall Manager Administrators' },
  ],
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
