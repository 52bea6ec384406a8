import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  lifecycle_policy_stopped: { type: 'AWS::DLM::LifecyclePolicy', is: (found) => found['State'] === 'DISABLED' },
};
