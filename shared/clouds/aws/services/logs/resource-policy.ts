/** Policies of an account and region that let other services write logs. Those of single log groups are not read. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::ResourcePolicy',
  kind: 'policy',
  // Without a policyScope, the policies are those of the account.
  list: paged('DescribeResourcePolicies', 'resourcePolicies', { limit: 50 }),
  id: 'policyName',
  name: 'policyName',
  documents: ['policyDocument'],
});
