import { type Config, type Look, text } from '../said-of-services.ts';

export const CALLS = 1.1;

const NOW = Date.UTC(2026, 10, 20);

export const LOOKS: Readonly<Record<string, Look>> = {
  user_may_change_every_function: {
    type: 'AWS::IAM::User',
    is: (user) => /"lambda:UpdateFunctionCode"[^}]*"Resource":"\*"/.test(text(user['UserPolicyList'])),
  },
  iam_server_certificate_expired: {
    type: 'AWS::IAM::ServerCertificate',
    is: (certificate: Config) => Date.parse(String(certificate['Expiration'])) < NOW,
  },
};
