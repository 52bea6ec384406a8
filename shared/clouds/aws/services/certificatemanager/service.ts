/** AWS Certificate Manager: certificates. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'certificatemanager',
  sdk: '@aws-sdk/client-acm',
  client: 'ACMClient',
  permissions: 'acm',
  // ListCertificates has 8 a second and DescribeCertificate 10, each by itself: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
  limit: { perSecond: 8, burst: 8 },
  perOperation: true,
  apis: [TAGGING],
});
