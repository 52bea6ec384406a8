/** IAM's answers. */
import type {
  GetAccessKeyLastUsedRequest,
  GetAccessKeyLastUsedResponse,
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
  GetLoginProfileRequest,
  GetLoginProfileResponse,
  GetRoleRequest,
  GetRoleResponse,
  GetUserRequest,
  GetUserResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListUsersRequest,
  ListUsersResponse,
  Role,
  User,
} from '@aws-sdk/client-iam';
import { AnsweredError } from '../answerer.ts';
import type { Blueprint } from './blueprint.ts';
import type { AccountEstate } from './estate.ts';
import type { DemoRole } from './iam-roles.ts';
import type { DemoUser } from './iam-users.ts';
import { operation, type Operation, type Operations } from './operation.ts';
import { pageOf } from './paging.ts';

/** AWS's own page, where the caller names no size. */
const USUAL = 100;
const SMALL = 6;

interface Paged {
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}
const PAGED = ['MaxItems', 'Marker'] as const;

interface Listed<T> {
  readonly items: T[];
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string };
}

function listed<T>(all: readonly T[], list: string, input: Paged, { large }: Blueprint): Listed<T> {
  const { items, next } = pageOf(all, {
    list,
    size: input.MaxItems,
    cap: large ? SMALL : Math.max(USUAL, input.MaxItems ?? 0),
    token: input.Marker,
    refusal: 'ValidationError',
  });
  return { items: [...items], rest: next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: next } };
}

/** As the SDK names it; on the wire it is `NoSuchEntity`. */
const missing = (what: string): AnsweredError => new AnsweredError('NoSuchEntityException', `${what} cannot be found.`, 404);

function userNamed(estate: AccountEstate, name: string | undefined): DemoUser {
  const user = estate.identities().users.find((each) => each.detail.UserName === name);
  if (!user) throw missing(`The user with name ${name}`);
  return user;
}

function roleNamed(estate: AccountEstate, name: string | undefined): DemoRole {
  const role = estate.identities().roles.find((each) => each.detail.RoleName === name);
  if (!role) throw missing(`The role with name ${name}`);
  return role;
}

/** As the lists have it: without tags. */
const userItem = ({ detail, passwordLastUsed }: DemoUser): User => ({
  Path: detail.Path ?? '/',
  UserName: detail.UserName,
  UserId: detail.UserId,
  Arn: detail.Arn,
  CreateDate: detail.CreateDate,
  ...(passwordLastUsed === undefined ? {} : { PasswordLastUsed: passwordLastUsed }),
});

/** As the lists have it: without tags and last use. */
const roleItem = ({ detail, description, maxSessionDuration }: DemoRole): Role => ({
  Path: detail.Path ?? '/',
  RoleName: detail.RoleName,
  RoleId: detail.RoleId,
  Arn: detail.Arn,
  CreateDate: detail.CreateDate,
  ...(detail.AssumeRolePolicyDocument === undefined ? {} : { AssumeRolePolicyDocument: detail.AssumeRolePolicyDocument }),
  ...(description === '' ? {} : { Description: description }),
  MaxSessionDuration: maxSessionDuration,
});

interface OfUser extends Paged {
  readonly UserName?: string | undefined;
}
interface OfRole extends Paged {
  readonly RoleName?: string | undefined;
}

/** The list of what belongs to one user, under the member that IAM names it by. */
const ofUser = (member: string, of: (user: DemoUser, estate: AccountEstate) => readonly unknown[]): Operation =>
  operation<OfUser, object>(['UserName', ...PAGED], (estate, input) => {
    const { items, rest } = listed(of(userNamed(estate, input.UserName), estate), member, input, estate.blueprint);
    return { [member]: items, ...rest };
  });

const ofRole = (member: string, of: (role: DemoRole) => readonly unknown[]): Operation =>
  operation<OfRole, object>(['RoleName', ...PAGED], (estate, input) => {
    const { items, rest } = listed(of(roleNamed(estate, input.RoleName)), member, input, estate.blueprint);
    return { [member]: items, ...rest };
  });

/** AWS's own managed policies are left out: the demo estate attaches them, and lists the account's own only. */
function authorizationDetails(estate: AccountEstate, input: GetAccountAuthorizationDetailsRequest): GetAccountAuthorizationDetailsResponse {
  const { users, groups, roles, policies } = estate.identities();
  const wants = (kind: 'User' | 'Group' | 'Role' | 'LocalManagedPolicy'): boolean =>
    input.Filter === undefined || input.Filter.length === 0 || input.Filter.includes(kind);
  const entities = [
    ...(wants('User') ? users.map(({ detail }) => ({ UserDetailList: detail })) : []),
    ...(wants('Group') ? groups.map((detail) => ({ GroupDetailList: detail })) : []),
    ...(wants('Role') ? roles.map(({ detail }) => ({ RoleDetailList: detail })) : []),
    ...(wants('LocalManagedPolicy') ? policies.map((detail) => ({ Policies: detail })) : []),
  ];
  const { items, rest } = listed(
    entities,
    `GetAccountAuthorizationDetails ${input.Filter?.toSorted().join('+') ?? ''}`,
    input,
    estate.blueprint,
  );
  return {
    UserDetailList: items.flatMap((entity) => ('UserDetailList' in entity ? [entity.UserDetailList] : [])),
    GroupDetailList: items.flatMap((entity) => ('GroupDetailList' in entity ? [entity.GroupDetailList] : [])),
    RoleDetailList: items.flatMap((entity) => ('RoleDetailList' in entity ? [entity.RoleDetailList] : [])),
    Policies: items.flatMap((entity) => ('Policies' in entity ? [entity.Policies] : [])),
    ...rest,
  };
}

export const IAM: Operations = {
  GetAccountAuthorizationDetails: operation(['Filter', ...PAGED], authorizationDetails),

  ListUsers: operation<ListUsersRequest, ListUsersResponse>(PAGED, (estate, input) => {
    const { items, rest } = listed(estate.identities().users, 'ListUsers', input, estate.blueprint);
    return { Users: items.map(userItem), ...rest };
  }),
  GetUser: operation<GetUserRequest, GetUserResponse>(['UserName'], (estate, { UserName }) => {
    const user = userNamed(estate, UserName);
    const tags = user.detail.Tags ?? [];
    return { User: { ...userItem(user), ...(tags.length === 0 ? {} : { Tags: tags }) } };
  }),
  GetLoginProfile: operation<GetLoginProfileRequest, GetLoginProfileResponse>(['UserName'], (estate, { UserName }) => {
    const { loginProfile } = userNamed(estate, UserName);
    if (!loginProfile) throw missing(`Login Profile for User ${UserName}`);
    return { LoginProfile: loginProfile };
  }),
  GetAccessKeyLastUsed: operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse>(['AccessKeyId'], (estate, { AccessKeyId }) => {
    for (const { detail, accessKeys } of estate.identities().users) {
      const key = accessKeys.find(({ metadata }) => metadata.AccessKeyId === AccessKeyId);
      if (key) return { UserName: detail.UserName, AccessKeyLastUsed: key.lastUsed };
    }
    throw missing(`The Access Key with id ${AccessKeyId}`);
  }),
  ListAccessKeys: ofUser('AccessKeyMetadata', ({ accessKeys }) => accessKeys.map(({ metadata }) => metadata)),
  ListMFADevices: ofUser('MFADevices', ({ mfaDevices }) => mfaDevices),
  ListUserTags: ofUser('Tags', ({ detail }) => detail.Tags ?? []),
  ListGroupsForUser: ofUser('Groups', ({ detail }, estate) =>
    estate
      .identities()
      .groups.filter(({ GroupName }) => GroupName !== undefined && detail.GroupList?.includes(GroupName))
      .map(({ Path, GroupName, GroupId, Arn, CreateDate }) => ({ Path, GroupName, GroupId, Arn, CreateDate })),
  ),
  ListAttachedUserPolicies: ofUser('AttachedPolicies', ({ detail }) => detail.AttachedManagedPolicies ?? []),
  ListUserPolicies: ofUser('PolicyNames', ({ detail }) => (detail.UserPolicyList ?? []).map(({ PolicyName }) => PolicyName)),
  ListSSHPublicKeys: ofUser('SSHPublicKeys', () => []),
  ListSigningCertificates: ofUser('Certificates', () => []),
  ListServiceSpecificCredentials: operation<OfUser, object>(['UserName', ...PAGED], (estate, { UserName }) => {
    userNamed(estate, UserName);
    return { ServiceSpecificCredentials: [] };
  }),

  ListRoles: operation<ListRolesRequest, ListRolesResponse>(PAGED, (estate, input) => {
    const { items, rest } = listed(estate.identities().roles, 'ListRoles', input, estate.blueprint);
    return { Roles: items.map(roleItem), ...rest };
  }),
  GetRole: operation<GetRoleRequest, GetRoleResponse>(['RoleName'], (estate, { RoleName }) => {
    const role = roleNamed(estate, RoleName);
    const { Tags = [], RoleLastUsed = {} } = role.detail;
    return { Role: { ...roleItem(role), ...(Tags.length === 0 ? {} : { Tags }), RoleLastUsed } };
  }),
  ListRoleTags: ofRole('Tags', ({ detail }) => detail.Tags ?? []),
  ListAttachedRolePolicies: ofRole('AttachedPolicies', ({ detail }) => detail.AttachedManagedPolicies ?? []),
  ListRolePolicies: ofRole('PolicyNames', ({ detail }) => (detail.RolePolicyList ?? []).map(({ PolicyName }) => PolicyName)),
};
