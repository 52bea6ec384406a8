/** Roles of an account with their trust policy, inline policies and instance profiles, in a few large pages. */
import { defineType, memberOf, paged, relation, uses } from '../../types/define.ts';
import { accountSummary } from './account-summary.ts';

export default defineType({
  type: 'AWS::IAM::Role',
  kind: 'role',
  list: paged('GetAccountAuthorizationDetails', 'RoleDetailList', { Filter: ['Role'], MaxItems: 200 }),
  id: 'RoleName',
  nativeId: 'Arn',
  name: 'RoleName',
  tags: 'Tags',
  total: { call: accountSummary, path: 'SummaryMap.Roles' },
  relationships: [
    uses('AWS::IAM::ManagedPolicy', 'AttachedManagedPolicies[].PolicyArn'),
    relation('limited_by', 'AWS::IAM::ManagedPolicy', 'PermissionsBoundary.PermissionsBoundaryArn'),
    memberOf('AWS::IAM::InstanceProfile', 'InstanceProfileList[].Arn'),
  ],
  volatile: ['RoleLastUsed.Region', 'InstanceProfileList[].Roles[].RoleLastUsed'],
  times: ['RoleLastUsed.LastUsedDate'],
  documents: ['AssumeRolePolicyDocument', 'RolePolicyList[].PolicyDocument', 'InstanceProfileList[].Roles[].AssumeRolePolicyDocument'],
});
