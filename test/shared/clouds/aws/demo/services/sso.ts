import type { Look } from '../said-of-services.ts';

export const CALLS = 2;

export const LOOKS: Readonly<Record<string, Look>> = {
  identity_center_of_one_account: { type: 'AWS::SSO::Instance', is: (instance) => instance['OwnerAccountId'] !== '100200300400' },
};
