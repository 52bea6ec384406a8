/** Elastic Load Balancing, second API: application, network and gateway load balancers. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'elasticloadbalancingv2',
  sdk: '@aws-sdk/client-elastic-load-balancing-v2',
  client: 'ElasticLoadBalancingV2Client',
  permissions: 'elasticloadbalancing',
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html (Describe*)
  limit: { perSecond: 10, burst: 40 },
});
