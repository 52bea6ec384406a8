/** The organization that an account is in, and its management account, whose mail address is not stored. */
import { defineType, word } from '../../types/define.ts';
import { ownOrganization } from './service.ts';

export default defineType({
  type: 'AWS::Organizations::Organization',
  kind: 'organization',
  list: ownOrganization,
  id: word('organization'),
  nativeId: 'Organization.Arn',
  // AWS says of the types of policies that they are not whole here.
  drop: ['Organization.MasterAccountEmail', 'Organization.AvailablePolicyTypes'],
});
