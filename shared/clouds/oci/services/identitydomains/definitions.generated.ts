/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import domainType from './domain.ts';
import identityDomainApiKeyType from './identity-domain-api-key.ts';
import identityDomainAuthTokenType from './identity-domain-auth-token.ts';
import identityDomainCustomerSecretKeyType from './identity-domain-customer-secret-key.ts';
import identityDomainDbCredentialType from './identity-domain-db-credential.ts';
import identityDomainPasswordPolicyType from './identity-domain-password-policy.ts';
import identityDomainUserType from './identity-domain-user.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [domainType, identityDomainApiKeyType, identityDomainAuthTokenType, identityDomainCustomerSecretKeyType, identityDomainDbCredentialType, identityDomainPasswordPolicyType, identityDomainUserType] };
