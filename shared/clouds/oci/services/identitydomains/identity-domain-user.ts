import { callsOf, defineType } from '../../types/define.ts';

const identitydomains = callsOf('identitydomains');

export default defineType({
  type: 'IdentityDomainUser',
  // Those of the default domain are users of the tenancy too, which have the kind.
  kind: 'other',
  parents: 'Domain',
  list: identitydomains.list('{^url}/Users', 'domain role Audit Administrator', {
    query: { count: 200, attributeSets: 'all' },
    items: 'Resources',
    pages: 'scim',
  }),
  id: 'ocid',
  nativeId: 'ocid',
  name: 'userName',
  times: ['urn:ietf:params:scim:schemas:oracle:idcs:extension:userState:User.lastSuccessfulLoginDate'],
  // SCIM keeps its own notes of the last change, and answers of some domains hold devices and recovery data.
  volatile: [
    'meta.lastModified',
    'meta.version',
    'idcsLastModifiedBy',
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:userState:User.loginAttempts',
  ],
  drop: [
    'password',
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:passwordState:User.cantChange',
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:mfa:User.devices',
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:mfa:User.bypassCodes',
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:securityQuestions:User.secQuestions',
  ],
});
