import { callsOf, defineType, inside } from '../../types/define.ts';

const identitydomains = callsOf('identitydomains');

export default defineType({
  type: 'IdentityDomainPasswordPolicy',
  kind: 'settings',
  parents: 'Domain',
  list: identitydomains.list('{^url}/PasswordPolicies', 'domain role Security Administrator', {
    query: { count: 200 },
    items: 'Resources',
    pages: 'scim',
  }),
  // The built-in policies have the same id in every domain.
  id: 'ocid',
  nativeId: 'ocid',
  name: 'name',
  relationships: [inside('Domain', 'domainOcid')],
  volatile: ['meta', 'idcsLastModifiedBy'],
});
