/** Amazon EKS: Kubernetes clusters, their add-ons, and who may enter them. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'eks',
  sdk: '@aws-sdk/client-eks',
  client: 'EKSClient',
  permissions: 'eks',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
});
