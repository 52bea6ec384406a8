/** AWS Systems Manager: managed nodes, their compliance, documents and service settings. Parameters are not read: they may hold secrets. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'ssm',
  sdk: '@aws-sdk/client-ssm',
  client: 'SSMClient',
  permissions: 'ssm',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
