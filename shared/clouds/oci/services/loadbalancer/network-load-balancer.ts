import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const networkloadbalancer = callsOf('networkloadbalancer');

export default defineType({
  type: 'NetworkLoadBalancer',
  kind: 'load_balancer',
  list: networkloadbalancer.list('/networkLoadBalancers', 'inspect network-load-balancers', { items: 'items' }),
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Subnet', 'subnetId'),
    uses('NetworkSecurityGroup', 'networkSecurityGroupIds[]'),
  ],
});
