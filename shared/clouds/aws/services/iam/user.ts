/** Users of an account with their policies, groups, access keys, MFA devices and console login. Secrets are never part of an answer. */
import { defineType, join, memberOf, paged, read, readAll, relation, uses } from '../../types/define.ts';
import { accountSummary } from './account-summary.ts';

const NO_SUCH_ENTITY = 'NoSuchEntityException';

export default defineType({
  type: 'AWS::IAM::User',
  kind: 'user',
  list: paged('GetAccountAuthorizationDetails', 'UserDetailList', { Filter: ['User'], MaxItems: 50 }),
  gone: [NO_SUCH_ENTITY],
  id: 'UserName',
  nativeId: 'Arn',
  name: 'UserName',
  tags: 'Tags',
  total: { call: accountSummary, path: 'SummaryMap.Users' },
  relationships: [
    memberOf('AWS::IAM::Group', 'GroupList[]'),
    uses('AWS::IAM::ManagedPolicy', 'AttachedManagedPolicies[].PolicyArn'),
    relation('limited_by', 'AWS::IAM::ManagedPolicy', 'PermissionsBoundary.PermissionsBoundaryArn'),
  ],
  joins: {
    // Only ListUsers returns it; null if the password was never used or does not exist. An account has at most 5,000 users.
    PasswordLastUsed: join(paged('ListUsers', 'Users', { MaxItems: 1000 }), { UserName: 'UserName' }, 'PasswordLastUsed'),
  },
  details: {
    AccessKeys: readAll('ListAccessKeys', { UserName: 'UserName' }, 'AccessKeyMetadata', {
      input: { MaxItems: 100 },
      each: { AccessKeyLastUsed: read('GetAccessKeyLastUsed', { AccessKeyId: 'AccessKeyId' }, 'AccessKeyLastUsed') },
    }),
    MFADevices: readAll('ListMFADevices', { UserName: 'UserName' }, 'MFADevices', { input: { MaxItems: 100 } }),
    LoginProfile: read('GetLoginProfile', { UserName: 'UserName' }, 'LoginProfile', { absent: [NO_SUCH_ENTITY] }),
  },
  volatile: ['AccessKeys[].AccessKeyLastUsed.Region', 'AccessKeys[].AccessKeyLastUsed.ServiceName'],
  times: ['PasswordLastUsed', 'AccessKeys[].AccessKeyLastUsed.LastUsedDate'],
  drop: ['AccessKeys[].UserName'],
  documents: ['UserPolicyList[].PolicyDocument'],
});
