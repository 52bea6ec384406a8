import { type Look, text } from '../said-of-services.ts';

export const CALLS = 1;

export const LOOKS: Readonly<Record<string, Look>> = {
  trusted_advisor_finds: {
    type: 'AWS::Support::TrustedAdvisorCheck',
    is: (check) => text(check['Summary']).includes('"status":"error"'),
  },
};
