import { credentialType } from './credentials.ts';

export default credentialType({
  type: 'IdentityDomainCustomerSecretKey',
  path: 'CustomerSecretKeys',
  members: ['displayName', 'expiresOn'],
  name: { first: ['displayName', 'ocid'] },
  secrets: ['accessKey', 'secretKey'],
});
