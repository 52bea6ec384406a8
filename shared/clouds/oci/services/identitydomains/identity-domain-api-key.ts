import { credentialType } from './credentials.ts';

export default credentialType({
  type: 'IdentityDomainApiKey',
  path: 'ApiKeys',
  members: ['fingerprint'],
  name: 'fingerprint',
  secrets: ['key'],
});
