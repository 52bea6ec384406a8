import { type Look, text } from '../said-of-services.ts';

export const CALLS = 6;

export const LOOKS: Readonly<Record<string, Look>> = {
  classic_balancer_neglected: {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    is: ({ Attributes }) => text(Attributes).includes('"monitor"'),
  },
  classic_balancer_plain_http: {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    is: ({ ListenerDescriptions }) => text(ListenerDescriptions).includes('"LoadBalancerPort":80'),
  },
};
