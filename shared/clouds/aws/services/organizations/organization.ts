/**
 * The organization that an account is in, and its management account, whose mail address is not stored. `Organization` is null for an account that is in
 * none.
 */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Organizations::Organization',
  kind: 'organization',
  list: single('DescribeOrganization', 'Organization', { as: 'Organization', absent: ['AWSOrganizationsNotInUseException'] }),
  id: word('organization'),
  nativeId: 'Organization.Arn',
  // AWS says of the types of policies that they are not whole here.
  drop: ['Organization.MasterAccountEmail', 'Organization.AvailablePolicyTypes'],
});
