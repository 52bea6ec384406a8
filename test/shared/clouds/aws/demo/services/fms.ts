import type { Look } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  firewall_policy_only_watches: { type: 'AWS::FMS::Policy', is: (found) => found['RemediationEnabled'] === false },
};
