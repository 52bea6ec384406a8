/** Amazon S3 Express One Zone: directory buckets, which S3's own endpoint for them tells. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 's3express',
  // One client reads both: it sends what concerns directory buckets to the endpoint for them.
  api: 's3',
  sdk: '@aws-sdk/client-s3',
  client: 'S3Client',
  permissions: 's3express',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-Endpoints.html: each other region has no endpoint for directory buckets.
  offered: {
    missing: [
      'ap-south-2',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-7',
      'ca-west-1',
      'eu-central-2',
      'eu-south-1',
      'eu-south-2',
      'il-central-1',
      'me-central-1',
      'mx-central-1',
      'us-gov-east-1',
      'us-gov-west-1',
      'cn-northwest-1',
    ],
  },
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
});
