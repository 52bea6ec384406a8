import { type Look, text } from '../said-of-services.ts';

// The lists of 15 services in three regions.
export const CALLS = 45;

export const LOOKS: Readonly<Record<string, Look>> = {
  scaling_suspended: {
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    is: (target) => text(target['SuspendedState']).includes('"DynamicScalingOutSuspended":true'),
  },
};
