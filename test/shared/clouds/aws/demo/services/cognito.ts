import { type Look, text } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  user_pool_without_mfa: { type: 'AWS::Cognito::UserPool', is: (pool) => pool['MfaConfiguration'] === 'OFF' },
  user_pool_watches_threats_only: { type: 'AWS::Cognito::UserPool', is: (pool) => text(pool['UserPoolAddOns']).includes('"AUDIT"') },
  user_pool_with_weak_passwords: {
    type: 'AWS::Cognito::UserPool',
    is: (pool) => text(pool['Policies']).includes('"RequireSymbols":false'),
  },
  user_pool_without_deletion_protection: { type: 'AWS::Cognito::UserPool', is: (pool) => pool['DeletionProtection'] !== 'ACTIVE' },
  user_pool_client_tells_who_exists: {
    type: 'AWS::Cognito::UserPoolClient',
    is: (client) => client['PreventUserExistenceErrors'] === 'LEGACY',
  },
  identity_pool_for_everybody: { type: 'AWS::Cognito::IdentityPool', is: (pool) => pool['AllowUnauthenticatedIdentities'] === true },
};
