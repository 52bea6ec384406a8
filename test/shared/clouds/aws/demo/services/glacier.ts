import { text, type Look } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  glacier_vault_public: { type: 'AWS::Glacier::Vault', is: (vault) => text(vault['Policy']).includes('"Principal":"*"') },
};
