/** AWS CloudTrail: trails. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'cloudtrail',
  sdk: '@aws-sdk/client-cloudtrail',
  client: 'CloudTrailClient',
  permissions: 'cloudtrail',
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
  limit: { perSecond: 10, burst: 10 },
});
