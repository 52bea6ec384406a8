/** Elastic Load Balancing, first API: classic load balancers. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'elasticloadbalancing',
  sdk: '@aws-sdk/client-elastic-load-balancing',
  client: 'ElasticLoadBalancingClient',
  permissions: 'elasticloadbalancing',
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html (Describe*; each API version has a limit of its own)
  limit: { perSecond: 10, burst: 40 },
});
