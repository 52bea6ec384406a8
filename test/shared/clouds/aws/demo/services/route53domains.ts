import type { Look } from '../said-of-services.ts';

export const CALLS = 2.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  domain_unlocked: { type: 'AWS::Route53Domains::Domain', is: (found) => found['TransferLock'] === false },
  domain_without_privacy: { type: 'AWS::Route53Domains::Domain', is: (found) => found['AdminPrivacy'] === false },
};
