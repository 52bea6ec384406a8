/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { IAMClient, GetAccessKeyLastUsedCommand, GetAccountAuthorizationDetailsCommand, GetAccountPasswordPolicyCommand, GetAccountSummaryCommand, GetLoginProfileCommand, GetOpenIDConnectProviderCommand, GetPolicyVersionCommand, GetSAMLProviderCommand, ListAccessKeysCommand, ListInstanceProfilesCommand, ListMFADevicesCommand, ListOpenIDConnectProvidersCommand, ListOrganizationsFeaturesCommand, ListPoliciesCommand, ListSAMLProvidersCommand, ListServerCertificateTagsCommand, ListServerCertificatesCommand, ListUsersCommand, ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountPasswordPolicyType from './account-password-policy.ts';
import accountSummaryType from './account-summary.ts';
import groupType from './group.ts';
import instanceProfileType from './instance-profile.ts';
import managedPolicyType from './managed-policy.ts';
import oidcProviderType from './oidc-provider.ts';
import organizationsFeaturesType from './organizations-features.ts';
import roleType from './role.ts';
import samlProviderType from './saml-provider.ts';
import serverCertificateType from './server-certificate.ts';
import userType from './user.ts';
import virtualMfaDeviceType from './virtual-mfa-device.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: IAMClient,
  commands: { GetAccessKeyLastUsed: GetAccessKeyLastUsedCommand, GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand, GetAccountPasswordPolicy: GetAccountPasswordPolicyCommand, GetAccountSummary: GetAccountSummaryCommand, GetLoginProfile: GetLoginProfileCommand, GetOpenIDConnectProvider: GetOpenIDConnectProviderCommand, GetPolicyVersion: GetPolicyVersionCommand, GetSAMLProvider: GetSAMLProviderCommand, ListAccessKeys: ListAccessKeysCommand, ListInstanceProfiles: ListInstanceProfilesCommand, ListMFADevices: ListMFADevicesCommand, ListOpenIDConnectProviders: ListOpenIDConnectProvidersCommand, ListOrganizationsFeatures: ListOrganizationsFeaturesCommand, ListPolicies: ListPoliciesCommand, ListSAMLProviders: ListSAMLProvidersCommand, ListServerCertificateTags: ListServerCertificateTagsCommand, ListServerCertificates: ListServerCertificatesCommand, ListUsers: ListUsersCommand, ListVirtualMFADevices: ListVirtualMFADevicesCommand },
  types: [accountPasswordPolicyType, accountSummaryType, groupType, instanceProfileType, managedPolicyType, oidcProviderType, organizationsFeaturesType, roleType, samlProviderType, serverCertificateType, userType, virtualMfaDeviceType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
