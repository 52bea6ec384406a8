import { callsOf, defineType, memberOf } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'User',
  kind: 'user',
  list: identity.list('/users', 'inspect users', { query: { compartmentId: '{tenancy}' } }),
  details: {
    apiKeys: identity.readAll('/users/{id}/apiKeys', 'read users'),
    authTokens: identity.readAll('/users/{id}/authTokens', 'read users'),
    customerSecretKeys: identity.readAll('/users/{id}/customerSecretKeys', 'read users'),
    smtpCredentials: identity.readAll('/users/{id}/smtpCredentials', 'read users'),
    dbCredentials: identity.readAll('/users/{id}/dbCredentials', 'read users'),
    mfaTotpDevices: identity.readAll('/users/{id}/mfaTotpDevices', 'read users'),
    groupMemberships: identity.readAll('/userGroupMemberships', 'inspect groups', {
      query: { compartmentId: '{tenancy}', userId: '{id}' },
    }),
  },
  name: 'name',
  relationships: [memberOf('Group', 'groupMemberships[].groupId')],
  times: ['lastSuccessfulLoginTime', 'previousSuccessfulLoginTime'],
  // OCI shows secrets only once, when they are made; the public halves of keys are long and said by their fingerprints.
  drop: ['apiKeys[].keyValue', 'authTokens[].token', 'customerSecretKeys[].key', 'smtpCredentials[].password', 'mfaTotpDevices[].seed'],
});
