/** AWS Systems Manager: managed nodes, their compliance, documents, parameters without their values, and service settings. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'ssm',
  sdk: '@aws-sdk/client-ssm',
  client: 'SSMClient',
  permissions: 'ssm',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
