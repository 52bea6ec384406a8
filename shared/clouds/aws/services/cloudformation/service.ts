/** AWS CloudFormation: stacks and stack sets. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'cloudformation',
  sdk: '@aws-sdk/client-cloudformation',
  client: 'CloudFormationClient',
  permissions: 'cloudformation',
  // No limit is published for these reads.
  limit: { perSecond: 4, burst: 8 },
});
