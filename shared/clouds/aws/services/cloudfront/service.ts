/** Amazon CloudFront: distributions, their functions and policies, and how they reach origins. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'cloudfront',
  sdk: '@aws-sdk/client-cloudfront',
  client: 'CloudFrontClient',
  permissions: 'cloudfront',
  global: true,
  // No limit is published for these reads; throttling is observed above about 5 a second.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
