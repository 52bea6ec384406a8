/** Amazon Route 53 Domains: registered domains. It has one endpoint. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'route53domains',
  sdk: '@aws-sdk/client-route-53-domains',
  client: 'Route53DomainsClient',
  permissions: 'route53domains',
  global: true,
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
