import type { Config, Look } from '../said-of-services.ts';

export const CALLS = 1.1;

const NOW = Date.UTC(2026, 10, 20);

export const LOOKS: Readonly<Record<string, Look>> = {
  iam_server_certificate_expired: {
    type: 'AWS::IAM::ServerCertificate',
    is: (certificate: Config) => Date.parse(String(certificate['Expiration'])) < NOW,
  },
};
