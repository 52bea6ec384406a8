/** Amazon EFS: file systems, the subnets in which they can be mounted, and their access points. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'efs',
  sdk: '@aws-sdk/client-efs',
  client: 'EFSClient',
  permissions: 'elasticfilesystem',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
});
