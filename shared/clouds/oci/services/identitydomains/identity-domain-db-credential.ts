import { credentialType } from './credentials.ts';

export default credentialType({
  type: 'IdentityDomainDbCredential',
  path: 'UserDbCredentials',
  members: ['name', 'lastSetDate', 'expired', 'expiresOn'],
  name: { first: ['name', 'ocid'] },
  secrets: ['dbPassword', 'mixedDbPassword', 'salt', 'mixedSalt'],
});
