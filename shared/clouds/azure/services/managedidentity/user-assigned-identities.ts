/** Identities that are resources of their own, with the outside identities that may act as them. */
import { armList, armReadAll, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  kind: 'service_account',
  list: armList('Microsoft.ManagedIdentity/userAssignedIdentities', '2024-11-30'),
  tags: 'tags',
  // Old answers have the address at which Azure keeps the identity's secret.
  drop: ['properties.clientSecretUrl'],
  details: {
    federatedIdentityCredentials: armReadAll(
      'federatedIdentityCredentials',
      '2024-11-30',
      'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read',
      { optional: true },
    ),
  },
});
