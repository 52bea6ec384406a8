/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { IAMClient, GetAccessKeyLastUsedCommand, GetAccountAuthorizationDetailsCommand, GetLoginProfileCommand, ListAccessKeysCommand, ListMFADevicesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import type { LoadedService } from '../../types/loaded-service.ts';
import roleType from './role.ts';
import userType from './user.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: IAMClient,
  commands: { GetAccessKeyLastUsed: GetAccessKeyLastUsedCommand, GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand, GetLoginProfile: GetLoginProfileCommand, ListAccessKeys: ListAccessKeysCommand, ListMFADevices: ListMFADevicesCommand, ListUsers: ListUsersCommand },
  types: [roleType, userType],
} as unknown as LoadedService;
