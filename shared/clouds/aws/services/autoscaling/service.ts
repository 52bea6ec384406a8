/** Amazon EC2 Auto Scaling: groups, their policies and scheduled actions, and launch configurations. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'autoscaling',
  sdk: '@aws-sdk/client-auto-scaling',
  client: 'AutoScalingClient',
  permissions: 'autoscaling',
  // No limit is published for these reads; a page holds 100 groups.
  limit: { perSecond: 10, burst: 20 },
});
