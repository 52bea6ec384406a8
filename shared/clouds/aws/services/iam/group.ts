/** Groups of an account with their policies. A user's `GroupList` tells who is in them. */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::Group',
  kind: 'group',
  list: paged('GetAccountAuthorizationDetails', 'GroupDetailList', { Filter: ['Group'], MaxItems: 200 }),
  id: 'GroupName',
  nativeId: 'Arn',
  name: 'GroupName',
  relationships: [uses('AWS::IAM::ManagedPolicy', 'AttachedManagedPolicies[].PolicyArn')],
  documents: ['GroupPolicyList[].PolicyDocument'],
});
