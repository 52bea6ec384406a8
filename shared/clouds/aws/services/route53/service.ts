/** Amazon Route 53: zones, their records and the logs of their queries. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'route53',
  sdk: '@aws-sdk/client-route-53',
  client: 'Route53Client',
  permissions: 'route53',
  global: true,
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html (all requests of an account together)
  limit: { perSecond: 5, burst: 5 },
  apis: [TAGGING],
});
