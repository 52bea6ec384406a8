import { type Look, text } from '../said-of-services.ts';

// The rules of a listener are listed by themselves.
export const CALLS = 2.4;

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

export const LOOKS: Readonly<Record<string, Look>> = {
  load_balancer_keeps_invalid_headers: {
    type: BALANCER,
    is: (balancer) => text(balancer['Attributes']).includes('"routing.http.drop_invalid_header_fields.enabled","Value":"false"'),
  },
  load_balancer_desync_monitored: { type: BALANCER, is: (balancer) => text(balancer['Attributes']).includes('"monitor"') },
  load_balancer_deletable: {
    type: BALANCER,
    is: (balancer) => text(balancer['Attributes']).includes('"deletion_protection.enabled","Value":"false"'),
  },
  load_balancer_single_zone: {
    type: BALANCER,
    // Application load balancers of small accounts have one subnet.
    is: ({ Type, AvailabilityZones }) => Type === 'network' && (AvailabilityZones as unknown[]).length === 1,
  },
  listener_plain_tcp: { type: 'AWS::ElasticLoadBalancingV2::Listener', is: (listener) => listener['Protocol'] === 'TCP' },
  target_group_plain_http: { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', is: (group) => group['Protocol'] === 'HTTP' },
};
