/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import authenticationPolicyType from './authentication-policy.ts';
import compartmentType from './compartment.ts';
import dynamicResourceGroupType from './dynamic-resource-group.ts';
import groupType from './group.ts';
import policyType from './policy.ts';
import tagDefaultType from './tag-default.ts';
import tenancyType from './tenancy.ts';
import userType from './user.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [authenticationPolicyType, compartmentType, dynamicResourceGroupType, groupType, policyType, tagDefaultType, tenancyType, userType] };
