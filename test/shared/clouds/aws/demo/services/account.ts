import type { Look } from '../said-of-services.ts';

export const CALLS = 1;

export const LOOKS: Readonly<Record<string, Look>> = {
  account_without_security_contact: { type: 'AWS::Account::AlternateContact', is: (contact) => contact['SecurityContact'] === null },
};
