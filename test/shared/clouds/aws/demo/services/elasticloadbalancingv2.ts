import type { Look } from '../said-of-services.ts';

// The rules of a listener are listed by themselves.
export const CALLS = 2.4;

export const LOOKS: Readonly<Record<string, Look>> = {
  target_group_plain_http: { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', is: (group) => group['Protocol'] === 'HTTP' },
};
