import { describe, expect, it } from '@jest/globals';
import { lackOf } from '../../../../../shared/clouds/oci/access/permission-text.ts';

const CODE = 'NotAuthorizedOrNotFound';

describe('the message about a missing permission', () => {
  it.each([
    [
      'inspect vcns',
      `the login may not inspect vcns there (${CODE}); allow it with a policy statement such as "Allow group <group> to inspect vcns in tenancy".`,
    ],
    [
      "use network-security-groups where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'",
      `the login may not use network-security-groups there (${CODE}); allow it with a policy statement such as "Allow group <group> to use network-security-groups in tenancy where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'".`,
    ],
    [
      'domain role Audit Administrator',
      `the login does not have the role Audit Administrator there (${CODE}); give it this role in the identity domain, which no policy statement can do.`,
    ],
  ])('says what gives the right: %s', (permission, message) => {
    expect(lackOf(permission, CODE, ' there')).toBe(message);
  });
});
