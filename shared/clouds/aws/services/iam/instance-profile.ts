/**
 * Instance profiles of an account, by which EC2 instances get a role. The roles are resources of their own, so only their names are kept here. Tags are
 * not read: the list has none, and they would take a call for each profile.
 */
import { defineType, paged, uses } from '../../types/define.ts';
import { accountSummary } from './account-summary.ts';

export default defineType({
  type: 'AWS::IAM::InstanceProfile',
  kind: 'role',
  list: paged('ListInstanceProfiles', 'InstanceProfiles', { MaxItems: 1000 }),
  id: 'InstanceProfileName',
  nativeId: 'Arn',
  name: 'InstanceProfileName',
  tags: false,
  documents: ['Roles[].AssumeRolePolicyDocument'],
  total: { call: accountSummary, path: 'SummaryMap.InstanceProfiles' },
  relationships: [uses('AWS::IAM::Role', 'Roles[].Arn')],
  drop: [
    'Tags',
    'Roles[].AssumeRolePolicyDocument',
    'Roles[].RoleLastUsed',
    'Roles[].PermissionsBoundary',
    'Roles[].Description',
    'Roles[].Tags',
  ],
});
