/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { IAMClient, GetAccessKeyLastUsedCommand, GetAccountAuthorizationDetailsCommand, GetAccountPasswordPolicyCommand, GetAccountSummaryCommand, GetLoginProfileCommand, GetPolicyVersionCommand, ListAccessKeysCommand, ListMFADevicesCommand, ListPoliciesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountPasswordPolicyType from './account-password-policy.ts';
import accountSummaryType from './account-summary.ts';
import groupType from './group.ts';
import managedPolicyType from './managed-policy.ts';
import roleType from './role.ts';
import userType from './user.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: IAMClient,
  commands: { GetAccessKeyLastUsed: GetAccessKeyLastUsedCommand, GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand, GetAccountPasswordPolicy: GetAccountPasswordPolicyCommand, GetAccountSummary: GetAccountSummaryCommand, GetLoginProfile: GetLoginProfileCommand, GetPolicyVersion: GetPolicyVersionCommand, ListAccessKeys: ListAccessKeysCommand, ListMFADevices: ListMFADevicesCommand, ListPolicies: ListPoliciesCommand, ListUsers: ListUsersCommand },
  types: [accountPasswordPolicyType, accountSummaryType, groupType, managedPolicyType, roleType, userType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
