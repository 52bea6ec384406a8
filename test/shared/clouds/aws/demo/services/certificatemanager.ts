import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

const TYPE = 'AWS::CertificateManager::Certificate';
const THIRTY_DAYS_LATER = Date.UTC(2026, 10, 20) + 30 * 86_400_000;

export const LOOKS: Readonly<Record<string, Look>> = {
  certificate_expires_soon: { type: TYPE, is: (each) => Date.parse(String(each['NotAfter'])) < THIRTY_DAYS_LATER },
  certificate_without_transparency: {
    type: TYPE,
    is: (each) => each['Type'] === 'AMAZON_ISSUED' && text(each['Options']).includes('DISABLED'),
  },
};
