/** Amazon S3: buckets and access points. */
import { defineService } from '../../types/define.ts';
import type { OtherApi } from '../../types/definition.ts';

/** The API of what belongs to an account and not to a bucket. */
export const S3_CONTROL: OtherApi = {
  id: 's3control',
  sdk: '@aws-sdk/client-s3-control',
  client: 'S3ControlClient',
  permissions: 's3',
  // No limit is published for these reads.
  limit: { perSecond: 10, burst: 20 },
};

/** The same API in the one region that answers about Multi-Region Access Points. */
export const S3_MULTI_REGION: OtherApi = { ...S3_CONTROL, id: 's3multiregion', home: 'us-west-2' };

export default defineService({
  id: 's3',
  sdk: '@aws-sdk/client-s3',
  client: 'S3Client',
  permissions: 's3',
  // No limit is published for reads of bucket settings; object reads allow 5,500 a second and prefix.
  limit: { perSecond: 200, burst: 200 },
  apis: [S3_CONTROL, S3_MULTI_REGION],
});
