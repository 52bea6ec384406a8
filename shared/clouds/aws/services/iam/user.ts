/** Users of an account with their policies, groups, access keys, MFA devices and console login. Secrets are never part of an answer. */
import {
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  IAMClient,
  paginateGetAccountAuthorizationDetails,
  paginateListAccessKeys,
  paginateListMFADevices,
  paginateListUsers,
  type UserDetail,
} from '@aws-sdk/client-iam';
import { defineAwsType } from '../../define-type.ts';
import { nullable, required, tagMap } from '../../plain.ts';
import { withParsedDocuments } from '../../policy-document.ts';
import { related, relatedToAll } from '../../relations.ts';

const NO_SUCH_ENTITY = 'NoSuchEntityException';

/** `PasswordLastUsed` comes from ListUsers; null if the password was never used or there is none. */
type StoredUser = UserDetail & { readonly PasswordLastUsed: Date | null };

export default defineAwsType<IAMClient, StoredUser>({
  type: 'AWS::IAM::User',
  kind: 'user',
  service: 'iam',
  scope: 'global',
  client: IAMClient,
  listPermissions: ['iam:GetAccountAuthorizationDetails', 'iam:ListUsers'],
  // All lists are sets: IAM evaluates all policies together.
  volatile: ['AccessKeys.AccessKeyLastUsed.Region', 'AccessKeys.AccessKeyLastUsed.ServiceName'],
  daily: ['PasswordLastUsed', 'AccessKeys.AccessKeyLastUsed.LastUsedDate'],
  gone: [NO_SUCH_ENTITY],

  async *list({ client }) {
    // At most 5,000 users: a name and a time each.
    const passwordUses = new Map<string | undefined, Date | undefined>();
    for await (const page of paginateListUsers({ client, pageSize: 1000 }, {})) {
      for (const { UserName, PasswordLastUsed } of page.Users ?? []) passwordUses.set(UserName, PasswordLastUsed);
    }
    const pages = paginateGetAccountAuthorizationDetails({ client, pageSize: 100 }, { Filter: ['User'] });
    for await (const page of pages) {
      yield (page.UserDetailList ?? []).map((user) => ({
        ...withParsedDocuments(user),
        PasswordLastUsed: passwordUses.get(user.UserName) ?? null,
      }));
    }
  },

  details: {
    AccessKeys: {
      permissions: ['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
      read: async ({ client }, { UserName }) => {
        const keys: object[] = [];
        for await (const page of paginateListAccessKeys({ client, pageSize: 100 }, { UserName })) {
          for (const { AccessKeyId, Status, CreateDate } of page.AccessKeyMetadata ?? []) {
            const { AccessKeyLastUsed } = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
            keys.push({ AccessKeyId, Status, CreateDate, AccessKeyLastUsed: AccessKeyLastUsed ?? null });
          }
        }
        return keys;
      },
    },
    MFADevices: {
      permissions: ['iam:ListMFADevices'],
      read: async ({ client }, { UserName }) => {
        const devices: object[] = [];
        for await (const page of paginateListMFADevices({ client, pageSize: 100 }, { UserName })) devices.push(...(page.MFADevices ?? []));
        return devices;
      },
    },
    LoginProfile: {
      permissions: ['iam:GetLoginProfile'],
      absent: [NO_SUCH_ENTITY],
      read: async ({ client }, { UserName }) => (await client.send(new GetLoginProfileCommand({ UserName }))).LoginProfile,
    },
  },

  parse(user) {
    return {
      resource_id: required(user.UserName, 'UserName'),
      native_id: nullable(user.Arn),
      name: nullable(user.UserName),
      tags: tagMap(user.Tags),
      relationships: [
        ...relatedToAll('member_of', 'AWS::IAM::Group', user.GroupList),
        ...relatedToAll(
          'uses',
          'AWS::IAM::ManagedPolicy',
          user.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn),
        ),
        ...related('limited_by', 'AWS::IAM::ManagedPolicy', user.PermissionsBoundary?.PermissionsBoundaryArn),
      ],
    };
  },
});
