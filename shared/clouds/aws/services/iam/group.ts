/** Groups of an account with their policies. The members are in the users' `GroupList`. */
import { defineType, paged, uses } from '../../types/define.ts';
import { accountSummary } from './account-summary.ts';

export default defineType({
  type: 'AWS::IAM::Group',
  kind: 'group',
  list: paged('GetAccountAuthorizationDetails', 'GroupDetailList', { Filter: ['Group'], MaxItems: 200 }),
  id: 'GroupName',
  nativeId: 'Arn',
  name: 'GroupName',
  total: { call: accountSummary, path: 'SummaryMap.Groups' },
  relationships: [uses('AWS::IAM::ManagedPolicy', 'AttachedManagedPolicies[].PolicyArn')],
  documents: ['GroupPolicyList[].PolicyDocument'],
});
