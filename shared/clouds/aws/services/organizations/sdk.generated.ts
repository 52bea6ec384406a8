/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { OrganizationsClient, DescribeOrganizationCommand, DescribePolicyCommand, ListAccountsCommand, ListDelegatedAdministratorsCommand, ListDelegatedServicesForAccountCommand, ListOrganizationalUnitsForParentCommand, ListParentsCommand, ListPoliciesCommand, ListRootsCommand, ListTagsForResourceCommand, ListTargetsForPolicyCommand } from '@aws-sdk/client-organizations';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountType from './account.ts';
import delegatedAdministratorType from './delegated-administrator.ts';
import organizationType from './organization.ts';
import organizationalUnitType from './organizational-unit.ts';
import policyType from './policy.ts';
import rootType from './root.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: OrganizationsClient,
  commands: { DescribeOrganization: DescribeOrganizationCommand, DescribePolicy: DescribePolicyCommand, ListAccounts: ListAccountsCommand, ListDelegatedAdministrators: ListDelegatedAdministratorsCommand, ListDelegatedServicesForAccount: ListDelegatedServicesForAccountCommand, ListOrganizationalUnitsForParent: ListOrganizationalUnitsForParentCommand, ListParents: ListParentsCommand, ListPolicies: ListPoliciesCommand, ListRoots: ListRootsCommand, ListTagsForResource: ListTagsForResourceCommand, ListTargetsForPolicy: ListTargetsForPolicyCommand },
  types: [accountType, delegatedAdministratorType, organizationType, organizationalUnitType, policyType, rootType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
