import { callsOf, defineType } from '../../types/define.ts';

const identity = callsOf('identity');

export default defineType({
  type: 'AuthenticationPolicy',
  kind: 'settings',
  list: identity.single('/authenticationPolicies/{tenancy}', 'inspect authentication-policies'),
  // The tenancy has one, under the tenancy's own OCID.
  id: 'compartmentId',
  nativeId: 'compartmentId',
  name: { word: 'Authentication policy' },
});
