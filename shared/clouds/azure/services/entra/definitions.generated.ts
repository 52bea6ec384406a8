/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import applicationsType from './applications.ts';
import authenticationMethodsPolicyType from './authentication-methods-policy.ts';
import authorizationPolicyType from './authorization-policy.ts';
import conditionalAccessPoliciesType from './conditional-access-policies.ts';
import directoryRolesType from './directory-roles.ts';
import domainsType from './domains.ts';
import groupSettingsType from './group-settings.ts';
import groupsType from './groups.ts';
import namedLocationsType from './named-locations.ts';
import securityDefaultsPolicyType from './security-defaults-policy.ts';
import servicePrincipalsType from './service-principals.ts';
import usersType from './users.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [applicationsType, authenticationMethodsPolicyType, authorizationPolicyType, conditionalAccessPoliciesType, directoryRolesType, domainsType, groupSettingsType, groupsType, namedLocationsType, securityDefaultsPolicyType, servicePrincipalsType, usersType] };
