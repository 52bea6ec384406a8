import { credentialType } from './credentials.ts';

export default credentialType({
  type: 'IdentityDomainAuthToken',
  path: 'AuthTokens',
  members: ['expiresOn'],
  name: { first: ['description', 'ocid'] },
  secrets: ['token'],
});
