import { text, type Look } from '../said-of-services.ts';

export const CALLS = 1.56;

export const LOOKS: Readonly<Record<string, Look>> = {
  log_policy_public: { type: 'AWS::Logs::ResourcePolicy', is: (policy) => text(policy['policyDocument']).includes('"Principal":"*"') },
};
