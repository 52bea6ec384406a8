/** Amazon S3: buckets. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 's3',
  sdk: '@aws-sdk/client-s3',
  client: 'S3Client',
  permissions: 's3',
  // No limit is published for reads of bucket settings; object reads allow 5,500 a second and prefix.
  limit: { perSecond: 200, burst: 200 },
});
