import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const loadbalancer = callsOf('loadbalancer');

export default defineType({
  type: 'LoadBalancer',
  kind: 'load_balancer',
  list: loadbalancer.list('/loadBalancers', 'inspect load-balancers'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Subnet', 'subnetIds[]'),
    uses('NetworkSecurityGroup', 'networkSecurityGroupIds[]'),
  ],
});
