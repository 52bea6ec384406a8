import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  mail_without_tls: { type: 'AWS::SES::ConfigurationSet', is: (found) => text(found['DeliveryOptions']).includes('OPTIONAL') },
  identity_without_dkim: {
    type: 'AWS::SES::EmailIdentity',
    is: (found) => text(found['DkimAttributes']).includes('"SigningEnabled":false'),
  },
  identity_public: { type: 'AWS::SES::EmailIdentity', is: (found) => text(found['Policies']).includes('"Principal":"*"') },
};
